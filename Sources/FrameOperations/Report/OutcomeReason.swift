package import FrameAPI

/// Why a session has its outcome, where the outcome alone does not say it.
package enum OutcomeReason: Sendable, Equatable {
    /// Why no DELETE was sent.
    package enum Unsent: Sendable, Equatable {
        /// It was listed outside the confirmed scope.
        case outOfScope(SkipReason)
        /// The run had stopped.
        case stopped(Stopped)
        /// The user had interrupted.
        case interrupted
        /// It was not listed when the plan was confirmed.
        case unlisted
    }

    /// The answer to its last DELETE.
    case answered(LastAnswer)
    /// No DELETE was sent.
    case unsent(Unsent?)
    /// A DELETE was announced, and its answer is not known.
    case unanswered
    /// It is not confirmed whether it is gone.
    case unconfirmed(LastAnswer)
    /// Two witnesses do not confirm that it is gone.
    case unwitnessed(LastAnswer)
    /// Every DELETE was rejected.
    case turnedAway(LastAnswer)
    /// It was accepted, and still there when the run ended early.
    case stillClosing(LastAnswer)
    /// It was still there at the end.
    case stillThere(LastAnswer, accepted: Bool)
    /// It was named or planned, and not listed: the service's answer about it.
    case unlisted(Plan.Absent.Finding, lookalike: SessionID?)
    /// It was named or planned and not listed, and is gone by two witnesses.
    case unlistedAndGone
    /// It was listed before, and is not confirmed gone by two witnesses.
    case noLongerListed
    /// The plan skipped it.
    case skipped(SkipReason)
    /// It is in scope and not in the plan, or beyond the limit of the plan.
    case new(isBeyondLimit: Bool)
}
