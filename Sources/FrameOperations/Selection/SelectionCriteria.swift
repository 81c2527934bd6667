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
