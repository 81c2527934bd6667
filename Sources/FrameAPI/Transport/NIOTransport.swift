import HTTPTypes
import NIOCore
import NIOPosix
import Synchronization

/// The transport over SwiftNIO: HTTP/1.1, a bounded number of kept-alive connections to each host, no redirect, no repetition, one
/// request at a time on a connection.
///
/// Everything that belongs to a connection happens on one event loop. Call ``shutdown()`` when done with it.
public final class NIOTransport: HTTPTransport {
    private let loop: any EventLoop
    private let pools: NIOLoopBoundBox<ConnectionPools>
    private let time: TimeSource?
    private let exchanges = Atomic(0)

    /// Makes a transport.
    ///
    /// - Parameters:
    ///   - settings: Proxy, certificates and connections.
    ///   - time: The clock that the time limit of an exchange is kept by; `nil` for the machine's own, to some hundredths of a second.
    /// - Throws: ``FrameAPIError`` with the code `invalid-certificates`.
    public init(settings: TransportSettings, time: TimeSource? = nil) throws(FrameAPIError) {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        self.loop = loop
        self.time = time
        let connector = Connector(loop: loop, settings: settings, tls: try settings.tlsConfiguration())
        pools = NIOLoopBoundBox.makeBoxSendingValue(
            ConnectionPools(connector: connector, limit: max(1, settings.connections), idleTime: settings.idleTime),
            eventLoop: loop
        )
    }

    /// Closes the connections. Every request must have ended.
    public func shutdown() async {
        // The loop outlives the transport, so this cannot fail.
        _ = try? await loop.submit { [pools] in pools.value.shutDown() }.get()
    }

    /// Sends one request over a kept connection, or a new one.
    public func send(_ request: TransportRequest) async throws(TransportFailure) -> TransportResponse {
        do {
            guard let time else { return try await exchange(request, limit: request.timeLimit) }
            return try await withTimeLimit(request.timeLimit, on: time) { [self] in
                try await exchange(request, limit: nil)
            }
        } catch {
            throw TransportFailure(classifying: error)
        }
    }

    private func exchange(_ request: TransportRequest, limit: Duration?) async throws -> TransportResponse {
        let number = exchanges.wrappingAdd(1, ordering: .relaxed).newValue
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let exchange = Exchange(number: number, request: request, limit: limit, continuation: continuation)
                onLoop { $0.submit(exchange) }
                // Had it been cancelled before, nobody would have found it.
                if Task.isCancelled { onLoop { $0.cancel(number) } }
            }
        } onCancel: {
            onLoop { $0.cancel(number) }
        }
    }

    /// Runs tasks on the transport's own event loop: between a request and whoever waits for its answer no thread has to be woken.
    ///
    /// For work that is mostly requests. Nothing that runs on it may block.
    package var executor: any TaskExecutor { EventLoopExecutor(loop: loop) }

    private func onLoop(_ body: @escaping @Sendable (ConnectionPools) -> Void) {
        if loop.inEventLoop {
            body(pools.value)
        } else {
            loop.execute { [pools] in body(pools.value) }
        }
    }
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
