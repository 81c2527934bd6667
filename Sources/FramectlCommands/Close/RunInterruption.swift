import FrameOperations
import Synchronization

/// What an interruption means while a run is prepared and while it works: the first asks it to end, the second ends the process.
final class RunInterruption: Sendable {
    /// Thrown by the first.
    let stop = StopSwitch()
    private let context: CommandContext
    private let runID = Mutex<String?>(nil)

    /// What is true as long as no run has begun.
    private let before: String

    init(context: CommandContext, before: String = "Nothing was closed") {
        (self.context, self.before) = (context, before)
    }

    /// Takes note that a run has begun, and can be gone on with.
    func begin(_ id: String) {
        runID.withLock { $0 = id }
    }

    /// Runs an operation under the watch of signals.
    func guarding<Value: Sendable>(_ operation: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await interruptibly(
            context.signals,
            first: { self.stop.stop() },
            again: { self.end() },
            operation
        )
    }

    private func end() {
        let next =
            runID.withLock { $0 }.map {
                "What became of the requests in flight is not known yet; the journal is complete.\n"
                    + "To resume: framectl runs resume \($0)"
            } ?? "\(before)."
        ProcessEnd.now(.interrupted, saying: "\nStopped immediately. \(next)\n")
    }

    /// Before anything was closed, an interruption simply ends the command.
    ///
    /// - Parameter work: What to do.
    /// - Returns: What came of it.
    /// - Throws: `interrupted`, or what the work throws.
    func unlessThrown<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                await self.stop.thrown()
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let value = first else {
                throw CommandError(.interrupted, detail: "interrupted", remedy: "\(before). Run it again")
            }
            return value
        }
    }
}
