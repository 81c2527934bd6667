import Testing

@testable import FrameSimulator

/// Runs a server for the time of the body and gives it the port.
func withServer<Result: Sendable>(
    _ plane: Simulator,
    _ body: @escaping @Sendable (Int) async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Void.self) { group in
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        group.addTask {
            defer { continuation.finish() }
            try await SimulatorServer(simulator: plane, onReady: { continuation.yield($0) }).run()
        }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        let result = try await body(port)
        group.cancelAll()
        try await group.waitForAll()
        return result
    }
}

/// Waits until the control plane has seen so many requests.
func waitForRequests(_ count: Int, _ plane: Simulator) async throws {
    while plane.history.count < count { try await Task.sleep(for: .milliseconds(2)) }
}
