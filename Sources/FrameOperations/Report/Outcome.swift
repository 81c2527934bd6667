/// The outcome of a session. The words are the same everywhere.
package enum Outcome: String, Sendable, Codable, CodingKeyRepresentable, CaseIterable {
    /// Gone after a DELETE of this run, by two witnesses.
    case closed
    /// Was listed, and is gone without a DELETE of this run having been carried out.
    case alreadyGone = "already-gone"
    /// Named, and never listed.
    case notFound = "not-found"
    /// Accepted, and not known to be gone when the run ended early.
    case closing
    /// Accepted, and still listed at the deadline.
    case stuck
    /// May have been carried out, or may be gone; not confirmed either way.
    case unverified
    /// Refused, and still there.
    case failed
    /// Confirmed, and never begun.
    case notStarted = "not-started"
    /// Skipped by the plan.
    case skipped
    /// Started after confirmation.
    case newcomer

    /// Whether a session with this outcome no longer exists.
    package var isGone: Bool { self == .closed || self == .alreadyGone }
}

extension SessionProgress {
    /// The outcome of a target by the log.
    ///
    /// - Parameters:
    ///   - looks: How many checks were complete in all.
    ///   - isOpen: Whether the last one left open whether it is gone.
    ///   - endedEarly: Whether the run ended before the deadline.
    ///   - ending: Why targets may never have been begun.
    /// - Returns: The outcome, and the reason, where the word alone does not say it.
    func outcome(
        looks: Int,
        isOpen: Bool,
        endedEarly: Bool,
        ending: OutcomeReason.Unsent?
    ) -> (Outcome, OutcomeReason?) {
        guard let lastAnswer, !phase.isUnanswered else { return unansweredOutcome(ending: ending) }
        if isSeenGone {
            if phase == .seenGone(byUs: true) { return (.closed, isUncertain ? .answered(lastAnswer) : nil) }
            return (.alreadyGone, .answered(lastAnswer))
        }
        if isOpen { return (.unverified, .unconfirmed(lastAnswer)) }
        guard looks > looksWhenAnswered else {
            if mayHaveActed || lastAnswer.meaning == .gone { return (.unverified, .unwitnessed(lastAnswer)) }
            return attempts == 0 ? (.notStarted, .turnedAway(lastAnswer)) : (.failed, .answered(lastAnswer))
        }
        if wasAccepted {
            return endedEarly
                ? (.closing, .stillClosing(lastAnswer)) : (.stuck, .stillThere(lastAnswer, accepted: true))
        }
        return attempts == 0
            ? (.notStarted, .turnedAway(lastAnswer)) : (.failed, .stillThere(lastAnswer, accepted: false))
    }

    private func unansweredOutcome(ending: OutcomeReason.Unsent?) -> (Outcome, OutcomeReason?) {
        switch phase {
        case .seenGone(let byUs): (byUs ? .closed : .alreadyGone, nil)
        case .closing: (.unverified, .unanswered)
        case .waiting, .answered: (.notStarted, .unsent(outOfScope.map { .outOfScope($0) } ?? ending))
        }
    }
}

extension SessionProgress.Phase {
    fileprivate var isUnanswered: Bool { self == .waiting || self == .closing }
}
