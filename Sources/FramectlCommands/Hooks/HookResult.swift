import FrameAPI

/// What became of a hook.
struct HookResult: Sendable, Equatable {
    /// How it ended.
    enum Exit: Sendable, Equatable {
        /// By itself, with a status.
        case exited(Int)
        /// By a signal that was not ours.
        case signalled(Int)
        /// It never ran, for a reason in words.
        case notStarted(reason: String)
        /// It ran longer than it may, and was ended.
        case timedOut(Duration)
        /// The user interrupted, and it was ended or never begun.
        case interrupted
    }

    /// How it ended.
    let exit: Exit
    /// How long it took, in seconds.
    let seconds: Double

    /// Whether it did its work: it ended by itself, with 0.
    var succeeded: Bool { exit == .exited(0) }

    /// How it ended, as the end of a sentence.
    var words: String {
        switch exit {
        case .exited(let status): "ended with status \(status)"
        case .signalled(let signal): "was ended by signal \(signal)"
        case .notStarted(let reason): "could not be started: \(reason)"
        case .timedOut(let limit): "did not end within \(limit.inWords) and was ended"
        case .interrupted: "was interrupted"
        }
    }
}
