/// How much one run may close at the most.
package struct Ceilings: Sendable, Equatable, Codable {
    /// The most sessions.
    package var sessions: Int
    /// The largest share of all listed sessions, in percent; `nil` for any.
    package var percent: Int?
    /// Who set the ceiling of sessions, when no flag can raise it: `profile training`.
    package var sessionsSetBy: String?

    enum CodingKeys: String, CodingKey {
        case sessions, percent
        case sessionsSetBy = "sessions_set_by"
    }

    /// Makes ceilings.
    package init(sessions: Int = 1000, percent: Int? = nil) {
        self.sessions = sessions
        self.percent = percent
    }

    /// Refuses a plan that passes a ceiling.
    ///
    /// - Throws: ``OperationsError`` with the code `over-ceiling`.
    package func check(_ plan: Plan) throws(OperationsError) {
        let count = plan.targets.count
        guard count <= sessions else {
            throw .tooManySessions(count, limit: sessions, setBy: sessionsSetBy)
        }
        guard let percent, plan.listedCount > 0, count * 100 > percent * plan.listedCount else { return }
        let share = (count * 100 + plan.listedCount - 1) / plan.listedCount
        throw .shareTooLarge(sessions: count, listed: plan.listedCount, percent: share, limit: percent)
    }

    /// How many sessions more may become targets of a run.
    ///
    /// - Parameters:
    ///   - targets: How many it has.
    ///   - listed: How many sessions were listed at consent, and have become targets since.
    /// - Returns: A number from 0; each further target counts as one more that was listed.
    func room(afterTargets targets: Int, ofListed listed: Int) -> Int {
        let bySessions = max(0, sessions - targets)
        guard let percent, percent < 100 else { return bySessions }
        return min(bySessions, max(0, (percent * listed - 100 * targets) / (100 - percent)))
    }
}
