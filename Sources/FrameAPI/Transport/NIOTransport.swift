import HTTPTypes
import NIOCore
import NIOPosix
import Synchronization

/// The transport over SwiftNIO: HTTP/1.1, a bounded number of kept-alive connections to each host, no redirect, no repetition, one
/// request at a time on a connection.
///
/// Everything that belongs to a connection happens on one event loop. Call ``shutdown()`` when done with it.
public final class NIOTransport: HTTPTransport {
    private let lanes: [Lane]
    private let time: TimeSource?
    private let exchanges = Atomic(0)

    /// Makes a transport.
    ///
    /// - Parameters:
    ///   - settings: Proxy, certificates and connections.
    ///   - time: The clock that the time limit of an exchange is kept by; `nil` for the machine's own, to some hundredths of a second.
    /// - Throws: ``FrameAPIError`` with the code `invalid-certificates`.
    public init(settings: TransportSettings, time: TimeSource? = nil) throws(FrameAPIError) {
        self.time = time
        let tls = try settings.tlsConfiguration()
        let gate = ProxyGate()
        lanes = MultiThreadedEventLoopGroup.singleton.makeIterator().prefix(Self.mostLanes).map { loop in
            let connector = Connector(loop: loop, settings: settings, tls: tls, gate: gate)
            let pools = ConnectionPools(
                connector: connector,
                limit: max(1, settings.connections),
                idleTime: settings.idleTime
            )
            return Lane(loop: loop, pools: .makeBoxSendingValue(pools, eventLoop: loop))
        }
    }

    /// An event loop and the connections that belong to it.
    private struct Lane {
        let loop: any EventLoop
        let pools: NIOLoopBoundBox<ConnectionPools>

        func perform(_ body: @escaping @Sendable (ConnectionPools) -> Void) {
            if loop.inEventLoop {
                body(pools.value)
            } else {
                loop.execute { [pools] in body(pools.value) }
            }
        }
    }

    /// One event loop is enough for any real service. A second one keeps up with a service that answers at once.
    private static let mostLanes = 2

    /// Closes the connections. Every request must have ended.
    public func shutdown() async {
        // The loop outlives the transport, so this cannot fail.
        for lane in lanes { _ = try? await lane.loop.submit { [pools = lane.pools] in pools.value.shutDown() }.get() }
    }

    /// Sends one request over a kept connection, or a new one.
    public func send(_ request: TransportRequest) async throws(TransportFailure) -> TransportResponse {
        do {
            guard let time else { return try await exchange(request, limit: request.timeLimit) }
            return try await withTimeLimit(request.timeLimit, on: time) { [self] in
                try await exchange(request, limit: nil)
            }
        } catch {
            let origin = Origin(scheme: request.head.scheme, authority: request.head.authority)
            throw TransportFailure(classifying: error, peer: origin?.words ?? "the service")
        }
    }

    private func exchange(_ request: TransportRequest, limit: Duration?) async throws -> TransportResponse {
        let number = exchanges.wrappingAdd(1, ordering: .relaxed).newValue
        let lane = lanes.first { $0.loop.inEventLoop } ?? lanes[0]
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let exchange = Exchange(number: number, request: request, limit: limit, continuation: continuation)
                lane.perform { $0.submit(exchange) }
                // Had it been cancelled before, nobody would have found it.
                if Task.isCancelled { lane.perform { $0.cancel(number) } }
            }
        } onCancel: {
            lane.perform { $0.cancel(number) }
        }
    }

    /// Run tasks on the transport's own event loops: between a request and whoever waits for its answer no thread has to be woken.
    public var executors: [any TaskExecutor] { lanes.map { EventLoopExecutor(loop: $0.loop) } }
}

/// One request on its way, and who waits for its answer.
struct Exchange: Sendable {
    /// Its number in its transport.
    let number: Int
    let request: TransportRequest
    /// How long it may take; `nil` when somebody else sees to that.
    let limit: Duration?
    let continuation: CheckedContinuation<TransportResponse, any Error>
    /// When it was handed in.
    let began = NIODeadline.now()

    var deadline: NIODeadline { limit.map { began + TimeAmount($0) } ?? .distantFuture }
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
