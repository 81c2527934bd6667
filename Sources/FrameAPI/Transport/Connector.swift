import NIOCore
import NIOPosix
import NIOSSL

/// Makes connections: to the host itself or through a proxy, with TLS where required. Belongs to one event loop.
final class Connector {
    let loop: any EventLoop
    private let settings: TransportSettings
    private let gate: ProxyGate
    private let tlsConfiguration: TLSConfiguration
    /// Made on demand: reading the system's certificate authorities takes time.
    private lazy var tls = Result { try NIOSSLContext(configuration: tlsConfiguration) }
    /// For a host that is an address. NIOSSL compares the certificate with the address of the connection, which may be a proxy's. So
    /// ``TLSHandshake`` compares it.
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

    /// The destination, for people, including the proxy.
    func words(for destination: Destination) -> String {
        guard destination.isSecure, let proxy = settings.proxy else { return destination.words }
        return "\(destination.words) through the proxy \(proxy.words)"
    }

    private var limit: TimeAmount { TimeAmount(settings.connectTime) }

    /// Connects, and completes when the first request can be written.
    func connect(to destination: Destination) -> EventLoopFuture<any Channel> {
        guard destination.isSecure else {
            return dial(destination.host, destination.port, resolver: LoopbackResolver(loop: loop))
        }
        // The named files were read before; only the system's own can still fail.
        guard let tls = try? (destination.isAddress ? tlsToAddress : self.tls).get() else {
            return loop.makeFailedFuture(ExchangeFailure.noAuthorities)
        }
        let connected: EventLoopFuture<any Channel> =
            if let proxy = settings.proxy {
                gate.pass(on: loop) { [self] in tunnel(to: destination, through: proxy) }
            } else {
                dial(destination.host, destination.port)
            }
        return connected.flatMap { [limit] channel in
            TLSHandshake.perform(on: channel, with: destination, tls: tls, within: limit)
        }
    }

    private func tunnel(to destination: Destination, through proxy: ProxySettings) -> EventLoopFuture<any Channel> {
        dial(proxy.host, proxy.port)
            .flatMapErrorThrowing {
                throw ConnectFailure(cause: $0, address: "the proxy \(proxy.words)", isProxy: true)
            }
            .flatMap { [limit] channel in
                ProxyTunnel.open(on: channel, to: destination, through: proxy, within: limit)
            }
    }

    private func dial(_ host: String, _ port: Int, resolver: LoopbackResolver? = nil) -> EventLoopFuture<any Channel> {
        ClientBootstrap(group: loop)
            .connectTimeout(limit)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .resolver(resolver)
            .connect(host: host, port: port)
    }
}
