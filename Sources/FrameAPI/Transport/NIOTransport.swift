import HTTPTypes
import NIOCore
import NIOPosix
import Synchronization

/// The transport over SwiftNIO: HTTP/1.1, a limited number of kept-alive connections to each host, no redirect, no repetition, one request
/// at a time on a connection.
///
/// All events of a connection occur on one event loop. Call ``shutdown()`` when done with it.
public final class NIOTransport: HTTPTransport {
    private let lanes: [Lane]
    private let time: TimeSource?
    private let exchanges = Atomic(0)

    /// Makes a transport.
    ///
    /// - Parameters:
    ///   - settings: Proxy, certificates and connections.
    ///   - time: The clock for the time limit of an exchange; `nil` for the machine's own, to some hundredths of a second.
    /// - Throws: ``FrameAPIError`` with the code `invalid-certificates`.
    public init(settings: TransportSettings, time: TimeSource? = nil) throws(FrameAPIError) {
        self.time = time
        let tls = try settings.tlsConfiguration()
        let gate = ProxyGate()
        lanes = MultiThreadedEventLoopGroup.singleton.makeIterator().prefix(Self.mostLanes).map { loop in
            let connector = Connector(loop: loop, settings: settings, tls: tls, gate: gate)
            let connections = LoopConnections(
                by: connector,
                limit: max(1, settings.connections),
                idleTime: TimeAmount(settings.idleTime)
            )
            return Lane(loop: loop, connections: .makeBoxSendingValue(connections, eventLoop: loop))
        }
    }

    /// An event loop and its connections.
    private struct Lane {
        let loop: any EventLoop
        let connections: NIOLoopBoundBox<LoopConnections>

        func perform(_ body: @escaping @Sendable (LoopConnections) -> Void) {
            if loop.inEventLoop {
                body(connections.value)
            } else {
                loop.execute { [connections] in body(connections.value) }
            }
        }
    }

    /// One event loop is sufficient for any real service. A second one keeps up with a service that answers at once.
    private static let mostLanes = 2

    /// Closes the connections. Every request must have ended.
    public func shutdown() async {
        // The loop outlives the transport, so this cannot fail.
        for lane in lanes {
            _ = try? await lane.loop.submit { [connections = lane.connections] in connections.value.shutDown() }.get()
        }
    }

    /// Sends one request over a kept connection, or a new one.
    public func send(_ request: TransportRequest) async throws(TransportFailure) -> TransportResponse {
        do {
            guard let time else { return try await exchange(request, limit: request.timeLimit) }
            return try await withTimeLimit(request.timeLimit, on: time) { [self] in
                try await exchange(request, limit: nil)
            }
        } catch {
            let destination = Destination(scheme: request.head.scheme, authority: request.head.authority)
            throw TransportFailure(classifying: error, peer: destination?.words ?? "the service")
        }
    }

    private func exchange(_ request: TransportRequest, limit: Duration?) async throws -> TransportResponse {
        let number = exchanges.wrappingAdd(1, ordering: .relaxed).newValue
        let lane = lanes.first { $0.loop.inEventLoop } ?? lanes[0]
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                lane.perform { $0.submit(HTTPExchange(number, request, limit: limit, continuation)) }
                // A cancellation before this point would have found no exchange.
                if Task.isCancelled { lane.perform { $0.cancel(number) } }
            }
        } onCancel: {
            lane.perform { $0.cancel(number) }
        }
    }

    /// Run tasks on the transport's own event loops: no thread has to be woken between a request and the task that waits for its answer.
    public var executors: [any TaskExecutor] { lanes.map { EventLoopExecutor(loop: $0.loop) } }
}

/// An event loop that runs the jobs of tasks.
private final class EventLoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
