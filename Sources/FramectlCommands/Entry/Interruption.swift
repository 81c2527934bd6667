import FrameOperations
import UnixSignals

/// Where the user's wish to end comes from.
package protocol InterruptionSource: Sendable {
    /// Calls `first` at the first wish and `again` at each further one, until the task is cancelled.
    func watch(first: @Sendable () -> Void, again: @Sendable () -> Void) async
}

/// Ctrl-C, SIGTERM, and the end of the terminal.
package struct SignalInterruption: InterruptionSource {
    /// Makes a source.
    package init() {}

    package func watch(first: @Sendable () -> Void, again: @Sendable () -> Void) async {
        var count = 0
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup) {
            count += 1
            if count == 1 { first() } else { again() }
        }
    }
}

/// Runs an operation that a first interruption asks to end, and a second one ends at once.
func interruptibly<Value: Sendable>(
    _ source: (any InterruptionSource)?,
    first: @escaping @Sendable () -> Void,
    again: @escaping @Sendable () -> Void,
    _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    guard let source else { return try await operation() }
    return try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await operation() }
        group.addTask {
            await source.watch(first: first, again: again)
            return nil
        }
        defer { group.cancelAll() }
        while let ended = try await group.next() {
            if let value = ended { return value }
        }
        throw CancellationError()
    }
}
