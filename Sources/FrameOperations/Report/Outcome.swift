/// What became of a session. The same words everywhere.
package enum Outcome: String, Sendable, Codable, CaseIterable {
    /// Seen gone after our DELETE.
    case closed
    /// Gone without a DELETE of ours having been carried out.
    case alreadyGone = "already-gone"
    /// A DELETE may have been carried out; the session was not seen gone, and no later look was complete.
    case unverified
    /// Accepted, and still listed at the end.
    case stuck
    /// Not accepted, and still there as far as was seen.
    case failed
    /// Left alone.
    case skipped
    /// Joined after consent.
    case newcomer
}

extension SessionProgress {
    /// What the log says became of a target.
    ///
    /// - Parameters:
    ///   - looks: How many looks were complete in all.
    ///   - ending: Why targets may be left that were never begun.
    /// - Returns: The outcome, and why, where the word alone does not say it.
    func outcome(looks: Int, ending: String?) -> (Outcome, reason: String?) {
        switch phase {
        case .seenGone(byUs: true):
            return (.closed, isUncertain ? detail : nil)
        case .seenGone(byUs: false):
            return (.alreadyGone, detail)
        case .waiting:
            return (.skipped, "no DELETE was sent" + ((outOfScope ?? ending).map { ": \($0)" } ?? ""))
        case .closing:
            return (.unverified, "a DELETE was announced and its answer is not known")
        case .answered(let meaning):
            let answer = detail ?? meaning.rawValue
            guard looks > looksWhenAnswered else {
                let isOpen = mayHaveActed || meaning == .gone
                return isOpen ? (.unverified, "\(answer); no later listing was complete") : unlooked(answer)
            }
            if wasAccepted { return (.stuck, "accepted, and still listed when last seen; \(answer)") }
            return attempts == 0 ? unlooked(answer) : (.failed, "still listed when last seen; \(answer)")
        }
    }

    /// What became of a target that no DELETE can have touched.
    private func unlooked(_ answer: String) -> (Outcome, reason: String?) {
        attempts == 0 ? (.skipped, "every DELETE was turned away; \(answer)") : (.failed, answer)
    }
}
