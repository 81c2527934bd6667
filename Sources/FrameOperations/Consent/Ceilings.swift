/// The limits of one run.
package struct Ceilings: Sendable, Equatable, Codable {
    /// The maximum number of sessions.
    package var sessions: Int
    /// The maximum share of all listed sessions, in percent; `nil` for no limit.
    package var percent: Int?
    /// The source of the limit of sessions, when no flag can raise it: `profile training`.
    package var sessionsSetBy: String?

    enum CodingKeys: String, CodingKey {
        case sessions, percent
        case sessionsSetBy = "sessions_set_by"
    }

    /// Makes limits.
    package init(sessions: Int = 1000, percent: Int? = nil) {
        self.sessions = sessions
        self.percent = percent
    }

    /// Refuses a plan that exceeds a limit.
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

    /// How many more sessions may become targets of a run.
    ///
    /// - Parameters:
    ///   - targets: How many targets it has.
    ///   - listed: How many sessions were listed at the confirmation, plus those that have become targets since.
    /// - Returns: A number from 0; each further target counts as one more that was listed.
    func room(afterTargets targets: Int, ofListed listed: Int) -> Int {
        let bySessions = max(0, sessions - targets)
        guard let percent, percent < 100 else { return bySessions }
        return min(bySessions, max(0, (percent * listed - 100 * targets) / (100 - percent)))
    }
}
