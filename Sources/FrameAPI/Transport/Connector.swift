import NIOCore
import NIOPosix
import NIOSSL

/// Makes connections: to the host itself or through a proxy, with TLS where it is due. Belongs to one event loop.
final class Connector {
    let loop: any EventLoop
    private let settings: TransportSettings
    private let gate: ProxyGate
    private let tlsConfiguration: TLSConfiguration
    /// Made when it is needed: reading the system's certificate authorities takes its time.
    private lazy var tls = Result { try NIOSSLContext(configuration: tlsConfiguration) }

    init(loop: any EventLoop, settings: TransportSettings, tls: TLSConfiguration, refusal: ProxyGate.Refusal) {
        self.loop = loop
        self.settings = settings
        gate = ProxyGate(loop: loop, refusal: refusal)
        tlsConfiguration = tls
    }

    private var limit: TimeAmount { TimeAmount(settings.connectTime) }

    /// Connects, and completes when the first request can be written.
    func connect(to origin: Origin) -> EventLoopFuture<any Channel> {
        guard origin.isSecure else { return dial(origin.host, origin.port, as: origin.words, staysHere: true) }
        // Files that are named were read before; what is left to fail are the system's own.
        guard let tls = try? self.tls.get() else { return loop.makeFailedFuture(ExchangeFailure.noAuthorities) }
        let connected: EventLoopFuture<any Channel> =
            if let proxy = settings.proxy {
                gate.pass { [self] in tunnel(to: origin, through: proxy) }
            } else {
                dial(origin.host, origin.port, as: origin.words)
            }
        return connected.flatMap { [limit] channel in
            Self.closing(channel, unless: TLSHandshake.perform(on: channel, with: origin, tls: tls, limit: limit))
        }
    }

    private func tunnel(to origin: Origin, through proxy: ProxySettings) -> EventLoopFuture<any Channel> {
        dial(proxy.host, proxy.port, as: "the proxy \(proxy.words)").flatMap { [limit] channel in
            Self.closing(channel, unless: ProxyTunnel.open(on: channel, to: origin, through: proxy, limit: limit))
        }
    }

    /// - Parameters:
    ///   - host: Whom to connect to.
    ///   - port: Where.
    ///   - words: The same for people.
    ///   - staysHere: Whether nobody but this machine may be connected to.
    /// - Returns: The connection.
    private func dial(
        _ host: String,
        _ port: Int,
        as words: String,
        staysHere: Bool = false
    ) -> EventLoopFuture<any Channel> {
        ClientBootstrap(group: loop)
            .connectTimeout(limit)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .resolver(staysHere ? LoopbackResolver(loop: loop) : nil)
            .connect(host: host, port: port)
            .flatMapErrorThrowing { throw ConnectFailure(cause: $0, address: words) }
    }

    private static func closing(
        _ channel: any Channel,
        unless step: EventLoopFuture<Void>
    ) -> EventLoopFuture<any Channel> {
        step.map { channel }.flatMapErrorThrowing { error in
            channel.close(promise: nil)
            throw error
        }
    }
}
