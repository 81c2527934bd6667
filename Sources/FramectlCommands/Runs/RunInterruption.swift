import FrameOperations
import FrameWorkflows
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
    func guarding<Value>(_ operation: () async throws -> Value) async throws -> Value {
        try await interruptibly(
            context.signals,
            first: { self.stop.stop() },
            again: { self.end() },
            operation
        )
    }

    /// Does something that an interruption simply ends.
    ///
    /// - Parameter work: What to do.
    /// - Returns: What came of it.
    /// - Throws: `interrupted`, or what the work throws.
    func ending<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        do {
            return try await stop.ending(work)
        } catch is Interrupted {
            throw CommandError(.interrupted, detail: "interrupted", remedy: "\(before). Run it again")
        }
    }

    private func end() {
        let next =
            runID.withLock { $0 }.map {
                "What became of the requests in flight is not known yet; every request is in the journal.\n"
                    + "To resume: framectl runs resume \($0)"
            } ?? "\(before)."
        ProcessEnd.now(.interrupted, saying: "\nStopped immediately. \(next)\n")
    }
}
