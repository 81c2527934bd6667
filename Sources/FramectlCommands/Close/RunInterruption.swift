import FrameOperations
import Synchronization

/// What an interruption means while a run is prepared and while it works: the first asks it to end, the second ends the process.
final class RunInterruption: Sendable {
    /// Thrown by the first.
    let stop = StopSwitch()
    private let context: CommandContext
    private let runID = Mutex<String?>(nil)

    init(context: CommandContext) {
        self.context = context
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
            } ?? "Nothing was closed."
        ProcessEnd.now(.interrupted, saying: "\nStopped immediately. \(next)\n")
    }
}
