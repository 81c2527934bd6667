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
    /// For a host that is given by its address. NIOSSL compares the certificate with the address that the connection goes to, which may
    /// be a proxy's, so it leaves that to ``TLSHandshake``.
    private lazy var tlsToAddress = Result {
        var configuration = tlsConfiguration
        configuration.certificateVerification = .noHostnameVerification
        return try NIOSSLContext(configuration: configuration)
    }

    init(loop: any EventLoop, settings: TransportSettings, tls: TLSConfiguration, gate: ProxyGate) {
        self.loop = loop
        self.settings = settings
        self.gate = gate
        tlsConfiguration = tls
    }

    /// What is connected to, for people, with the proxy in between.
    func words(for origin: Origin) -> String {
        guard origin.isSecure, let proxy = settings.proxy else { return origin.words }
        return "\(origin.words) through the proxy \(proxy.words)"
    }

    private var limit: TimeAmount { TimeAmount(settings.connectTime) }

    /// Connects, and completes when the first request can be written.
    func connect(to origin: Origin) -> EventLoopFuture<any Channel> {
        guard origin.isSecure else { return dial(origin.host, origin.port, as: origin.words, staysHere: true) }
        // Files that are named were read before; what is left to fail are the system's own.
        guard let tls = try? (origin.isAddress ? tlsToAddress : self.tls).get() else {
            return loop.makeFailedFuture(ExchangeFailure.noAuthorities)
        }
        let connected: EventLoopFuture<any Channel> =
            if let proxy = settings.proxy {
                gate.pass(on: loop) { [self] in tunnel(to: origin, through: proxy) }
            } else {
                dial(origin.host, origin.port, as: origin.words)
            }
        return connected.flatMap { [limit] channel in
            Self.closing(channel, unless: TLSHandshake.perform(on: channel, with: origin, tls: tls, limit: limit))
        }
    }

    private func tunnel(to origin: Origin, through proxy: ProxySettings) -> EventLoopFuture<any Channel> {
        dial(proxy.host, proxy.port, as: "the proxy \(proxy.words)", isProxy: true).flatMap { [limit] channel in
            Self.closing(channel, unless: ProxyTunnel.open(on: channel, to: origin, through: proxy, limit: limit))
        }
    }

    /// - Parameters:
    ///   - host: Whom to connect to.
    ///   - port: Where.
    ///   - words: The same for people.
    ///   - isProxy: Whether that is the proxy.
    ///   - staysHere: Whether nobody but this machine may be connected to.
    /// - Returns: The connection.
    private func dial(
        _ host: String,
        _ port: Int,
        as words: String,
        isProxy: Bool = false,
        staysHere: Bool = false
    ) -> EventLoopFuture<any Channel> {
        ClientBootstrap(group: loop)
            .connectTimeout(limit)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .resolver(staysHere ? LoopbackResolver(loop: loop) : nil)
            .connect(host: host, port: port)
            .flatMapErrorThrowing { throw ConnectFailure(cause: $0, address: words, isProxy: isProxy) }
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
