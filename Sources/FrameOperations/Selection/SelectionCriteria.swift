package import FrameAPI

/// What a user asked for. Whatever is named explicitly narrows the selected kinds, and never widens them; deny beats allow.
package struct SelectionCriteria: Sendable, Equatable {
    /// The kinds of pool to take, compared without regard to case.
    package var kinds: [String]
    /// Names or ids of pools to narrow to; empty for all.
    package var pools: [String]
    /// Sessions to narrow to; `nil` for all.
    package var sessions: Set<SessionID>?
    /// Names or ids of pools to spare.
    package var excludedPools: [String]
    /// Sessions to spare.
    package var excludedSessions: Set<SessionID>
    /// What is spared whatever else is asked for.
    package var protections: Protections

    /// Makes criteria; the defaults take every session of the production pools.
    package init(
        kinds: [String] = ["production"],
        pools: [String] = [],
        sessions: Set<SessionID>? = nil,
        excludedPools: [String] = [],
        excludedSessions: Set<SessionID> = [],
        protections: Protections = Protections()
    ) {
        self.kinds = kinds
        self.pools = pools
        self.sessions = sessions
        self.excludedPools = excludedPools
        self.excludedSessions = excludedSessions
        self.protections = protections
    }
}

extension SelectionCriteria {
    /// Checks excluded sessions against a listing: an id that is not listed excludes nobody.
    ///
    /// - Parameter sessions: The listing.
    /// - Returns: The excluded sessions that it does not show.
    /// - Throws: ``OperationsError`` with the code `ambiguous-session`, when one of them differs by letter case, composition or
    ///   invisible characters alone from a session that is listed: it would be closed, though somebody meant to exclude it.
    func unlistedExclusions(in sessions: [ActiveSession]) throws(OperationsError) -> [SessionID] {
        let unlisted = excludedSessions.subtracting(sessions.compactMap(\.id)).sorted()
        let looks = unlisted.isEmpty ? [:] : sessions.compactMap(\.id).byLooks
        for excluded in unlisted {
            guard let meant = looks[excluded.lookalikeKey] else { continue }
            throw .ambiguousSession(excluded: excluded, listed: meant)
        }
        return unlisted
    }
}
