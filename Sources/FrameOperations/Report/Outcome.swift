/// What became of a session. The same words everywhere.
package enum Outcome: String, Sendable, Codable, CaseIterable {
    /// Gone after our DELETE, by two witnesses.
    case closed
    /// Was listed, and is gone without a DELETE of ours having been carried out.
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
    /// Left out by the plan.
    case skipped
    /// Started after confirmation.
    case newcomer

    /// Whether a session that had it is not there any more.
    package var isGone: Bool { self == .closed || self == .alreadyGone }
}

extension SessionProgress {
    /// What the log says became of a target.
    ///
    /// - Parameters:
    ///   - looks: How many checks were complete in all.
    ///   - isOpen: Whether the last one left open whether it is gone.
    ///   - endedEarly: Whether the run ended before the deadline.
    ///   - ending: Why targets may be left that were never begun.
    /// - Returns: The outcome, and why, where the word alone does not say it.
    func outcome(looks: Int, isOpen: Bool, endedEarly: Bool, ending: String?) -> (Outcome, reason: String?) {
        switch phase {
        case .seenGone(byUs: true):
            return (.closed, isUncertain ? detail : nil)
        case .seenGone(byUs: false):
            return (.alreadyGone, detail)
        case .waiting:
            return (.notStarted, "no DELETE was sent" + ((outOfScope ?? ending).map { ": \($0)" } ?? ""))
        case .closing:
            return (.unverified, "a DELETE was announced and its answer is not known")
        case .answered(let meaning) where isOpen:
            return (.unverified, "\(detail ?? meaning.rawValue); not confirmed either way")
        case .answered(let meaning):
            let answer = detail ?? meaning.rawValue
            guard looks > looksWhenAnswered else { return unchecked(meaning, answer) }
            if wasAccepted {
                return endedEarly
                    ? (.closing, "accepted, and still there when the run ended; \(answer)")
                    : (.stuck, "accepted, and still there at the end; \(answer)")
            }
            return attempts == 0 ? unstarted(answer) : (.failed, "still there at the end; \(answer)")
        }
    }

    /// What became of a target of which no complete check has told anything since its last answer.
    private func unchecked(_ meaning: Answered.Meaning, _ answer: String) -> (Outcome, reason: String?) {
        if mayHaveActed || meaning == .gone { return (.unverified, "\(answer); not confirmed by two witnesses") }
        return attempts == 0 ? unstarted(answer) : (.failed, answer)
    }

    private func unstarted(_ answer: String) -> (Outcome, reason: String?) {
        (.notStarted, "every DELETE was turned away; \(answer)")
    }
}
