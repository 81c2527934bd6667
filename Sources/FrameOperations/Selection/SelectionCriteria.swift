package import FrameAPI

/// The criteria of a user. Explicit names narrow the selected kinds, and never widen them; exclusion beats inclusion.
package struct SelectionCriteria: Sendable, Equatable {
    /// The selected kinds of pool, compared without regard to case.
    package var kinds: [String]
    /// Names or ids of pools to narrow to; empty for all.
    package var pools: [String]
    /// Sessions to narrow to; `nil` for all.
    package var sessions: Set<SessionID>?
    /// Names or ids of pools to exclude.
    package var excludedPools: [String]
    /// Sessions to exclude.
    package var excludedSessions: Set<SessionID>
    /// Protections, which override all other criteria.
    package var protections: Protections

    /// Makes criteria; the defaults select every session of the production pools.
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
    /// Checks excluded sessions against a listing: an id that is not listed excludes nothing.
    ///
    /// - Parameter sessions: The listing.
    /// - Returns: The excluded sessions that it does not show.
    /// - Throws: ``OperationsError`` with the code `ambiguous-session`, when one of them differs only by letter case, composition or
    ///   invisible characters from a listed session: that session would be closed, although it was meant to be excluded.
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
