package import FrameOperations

extension OutcomeReason {
    /// The reason, as the end of a sentence.
    package func words(in terms: Terms) -> String {
        switch self {
        case .answered(let answer): answer.words
        case .unsent(let why): "no DELETE was sent" + (why.map { ": \($0.words(in: terms))" } ?? "")
        case .unanswered: "a DELETE was announced and its answer is not known"
        case .unconfirmed(let answer): "\(answer.words); not confirmed either way"
        case .unwitnessed(let answer): "\(answer.words); not confirmed by two witnesses"
        case .turnedAway(let answer): "every DELETE was turned away; \(answer.words)"
        case .stillClosing(let answer): "accepted, and still there when the run ended; \(answer.words)"
        case .stillThere(let answer, accepted: true): "accepted, and still there at the end; \(answer.words)"
        case .stillThere(let answer, accepted: false): "still there at the end; \(answer.words)"
        case .unlisted(let finding, let lookalike):
            switch finding {
            case .ended: "not listed; the service says that it has ended"
            case .live: "live, though the service does not list it; not closed"
            case .notFound: "not listed" + (lookalike.map { "; did you mean \($0)?" } ?? "")
            case .unknown:
                "not listed, and the service does not say what became of it"
                    + (lookalike.map { "; did you mean \($0)?" } ?? "")
            }
        case .unlistedAndGone: "not listed, and gone"
        case .noLongerListed: "no longer listed; not confirmed by two witnesses"
        case .skipped(let reason): reason.words(in: terms)
        case .new(isBeyondLimit: true): "in scope, and beyond the limit of the plan that was confirmed"
        case .new(isBeyondLimit: false): "in scope, and not in the plan that was confirmed"
        }
    }
}

extension OutcomeReason.Unsent {
    fileprivate func words(in terms: Terms) -> String {
        switch self {
        case .outOfScope(let reason): reason.words(in: terms)
        case .stopped(let stopped): stopped.words
        case .interrupted: "interrupted by the user"
        case .unlisted: "it was not listed when the plan was confirmed"
        }
    }
}

extension LastAnswer {
    fileprivate var words: String {
        guard isAnswer else {
            return "its DELETE was announced; the process ended before it was known whether it was sent"
        }
        return detail ?? status.map { "answered \($0)" } ?? meaning.rawValue
    }
}
