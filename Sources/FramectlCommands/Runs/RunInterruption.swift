import FrameOperations
import FrameWorkflows
import Synchronization

/// The effect of an interruption while a run is prepared and while it works: the first asks it to stop, the second ends the process.
final class RunInterruption: Sendable {
    /// Triggered by the first.
    let stop = StopSwitch()
    private let context: CommandContext
    private let runID = Mutex<String?>(nil)

    /// The message as long as no run has begun.
    private let before: String

    init(context: CommandContext, before: String = "Nothing was closed") {
        (self.context, self.before) = (context, before)
    }

    /// A run has begun, and can be resumed.
    func begin(_ id: String) {
        runID.withLock { $0 = id }
    }

    /// Runs an operation while watching for signals.
    func guarding<Value>(_ operation: () async throws -> Value) async throws -> Value {
        try await interruptibly(
            context.signals,
            first: { self.stop.stop() },
            again: { self.end() },
            operation
        )
    }

    /// Runs work that an interruption cancels.
    ///
    /// - Parameter work: The work.
    /// - Returns: Its result.
    /// - Throws: `interrupted`, or the error of the work.
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
