package import FrameAPI

/// Why a session has its outcome, where the outcome alone does not say it.
package enum OutcomeReason: Sendable, Equatable {
    /// Why no DELETE was sent.
    package enum Unsent: Sendable, Equatable {
        /// It was listed where nobody agreed to close it.
        case outOfScope(SkipReason)
        /// The run had stopped.
        case stopped(Stopped)
        /// The user had interrupted.
        case interrupted
        /// It was not listed when the plan was confirmed.
        case unlisted
    }

    /// What its last DELETE was answered.
    case answered(LastAnswer)
    /// No DELETE was sent.
    case unsent(Unsent?)
    /// A DELETE was announced, and its answer is not known.
    case unanswered
    /// It is not confirmed either way whether it is gone.
    case unconfirmed(LastAnswer)
    /// It is not confirmed by two witnesses that it is gone.
    case unwitnessed(LastAnswer)
    /// Every DELETE was turned away.
    case turnedAway(LastAnswer)
    /// It was accepted, and still there when the run ended early.
    case stillClosing(LastAnswer)
    /// It was still there at the end.
    case stillThere(LastAnswer, accepted: Bool)
    /// It was meant, and not listed: what the service said of it by itself.
    case unlisted(Plan.Absent.Finding, lookalike: SessionID?)
    /// It was meant and not listed, and is gone by two witnesses.
    case unlistedAndGone
    /// It was listed before, and is not confirmed gone by two witnesses.
    case noLongerListed
    /// The plan skipped it.
    case skipped(SkipReason)
    /// It is in scope and not in the plan, or beyond the limit of the plan.
    case new(isBeyondLimit: Bool)
}
