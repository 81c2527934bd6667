package import HummingbirdCore
package import Logging
package import NIOCore
import NIOPosix
import ServiceLifecycle

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Serves a simulator on a socket on loopback.
package struct SimulatorServer: Service {
    private let simulator: Simulator
    private let host: String
    private let port: Int
    private let http: HTTPServerBuilder
    private let eventLoopGroup: any EventLoopGroup
    private let logger: Logger
    private let onReady: @Sendable (Int) -> Void

    /// Port 0 takes a free one, and `onReady` is called with the port once connections are accepted. The host is `127.0.0.1` or `::1`;
    /// ``run()`` refuses any other. `http` is where TLS can be added.
    package init(
        simulator: Simulator,
        port: Int = 0,
        host: String = "127.0.0.1",
        http: HTTPServerBuilder = .http1(),
        eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        logger: Logger = Logger(label: "frame-simulator", factory: { _ in SwiftLogNoOpLogHandler() }),
        onReady: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.simulator = simulator
        self.host = host
        self.port = port
        self.http = http
        self.eventLoopGroup = eventLoopGroup
        self.logger = logger
        self.onReady = onReady
    }

    /// Serves until the task is cancelled or a graceful shutdown begins. Hanging requests do not delay it.
    package func run() async throws {
        guard ["127.0.0.1", "::1"].contains(host) else { throw SimulatorServerError.notLoopback(host: host) }
        let simulator = simulator
        let onReady = onReady
        let service = try http.buildServer(
            configuration: ServerConfiguration(address: .hostname(host, port: port)),
            eventLoopGroup: eventLoopGroup,
            logger: logger,
            responder: { request, writer, channel in
                try await SimulatorResponder(simulator: simulator, channel: channel).answer(request, writer: writer)
            },
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { onReady(port) }
            }
        )
        do {
            try await service.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw SimulatorServerError.portInUse(port: port)
        }
    }
}

/// Why the server did not start.
package enum SimulatorServerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The simulator uses plain HTTP with public secrets, and so is never offered to a network.
    case notLoopback(host: String)
    /// Another process listens on the port.
    case portInUse(port: Int)

    package var description: String {
        switch self {
        case .notLoopback(let host):
            "the simulator is bound to loopback only, not to \"\(host)\": use 127.0.0.1 or ::1"
        case .portInUse(let port):
            "the port \(port) is in use"
        }
    }
}
