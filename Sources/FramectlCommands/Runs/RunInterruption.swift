import FrameOperations
import FrameWorkflows
import Synchronization

/// The effect of an interruption: the first asks the work to stop, the second ends the process.
final class RunInterruption: Sendable {
    /// How far it has come.
    private enum Phase {
        /// Nothing is changed, neither at the service nor here.
        case preparing
        /// Files or the keyring are being written, which is always finished.
        case writing(check: String)
        /// A run, which can be resumed.
        case running(String)
    }

    /// Triggered by the first.
    let stop = StopSwitch()
    private let context: CommandContext
    private let phase = Mutex(Phase.preparing)

    /// The message while nothing is changed.
    private let before: String

    init(context: CommandContext, before: String = "Nothing was closed") {
        (self.context, self.before) = (context, before)
    }

    /// A run has begun, and can be resumed.
    func begin(_ id: String) {
        phase.withLock { $0 = .running(id) }
    }

    /// Something is written from now on.
    ///
    /// - Parameter check: The command that shows what was written.
    /// - Throws: ``FrameWorkflows/Interrupted``, when it is to end; nothing was written then.
    func beginWriting(check: String) throws(Interrupted) {
        try phase.withLock { phase throws(Interrupted) in
            guard !stop.isThrown else { throw Interrupted() }
            phase = .writing(check: check)
        }
    }

    /// Runs an operation while watching for signals.
    ///
    /// - Throws: `interrupted`, when it ended before it changed anything, or what the operation throws.
    func guarding<Value>(_ operation: () async throws -> Value) async throws -> Value {
        do {
            return try await interruptibly(
                context.signals,
                first: { self.ask() },
                again: { self.end() },
                operation
            )
        } catch is Interrupted {
            throw CommandError(.interrupted, detail: "interrupted", remedy: "\(before). Run it again")
        }
    }

    private func ask() {
        let isWriting = phase.withLock { phase in
            stop.stop()
            if case .writing = phase { return true }
            return false
        }
        guard isWriting else { return }
        context.terminal.writeText(
            "\nStopping: waiting for what is being written. Press Ctrl-C again to stop immediately.\n"
        )
    }

    private func end() {
        let next =
            switch phase.withLock({ $0 }) {
            case .preparing: "\(before)."
            case .writing(let check): "Not everything may be written. To check: \(check)"
            case .running(let id):
                "What became of the requests in flight is not known yet; every request is in the journal.\n"
                    + "To resume: framectl runs resume \(id)"
            }
        ProcessEnd.now(.interrupted, saying: "\nStopped immediately. \(next)\n")
    }
}
