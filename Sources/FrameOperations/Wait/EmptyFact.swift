package import FrameAPI

/// An event of a wait for an empty account.
package enum EmptyFact: Sendable, Equatable {
    /// A check is complete.
    case checked(EmptyCheck)
    /// A check failed. It says nothing about any session.
    case failed(FrameAPIError)
}

/// The results of one check of an account.
package struct EmptyCheck: Sendable, Equatable {
    /// The number of the check, from 1, failed ones counted.
    package let round: Int
    /// How many sessions the listing shows.
    package let sessions: Int
    /// How many of them are in scope, including named sessions that are live without being listed.
    package let inScope: Int
    /// The number of their pools.
    package let pools: Int
    /// How many sessions cannot be judged: listed without a usable id, pool or kind.
    package let unknown: Int
    /// How many sessions that were in scope are no longer listed, without being known to be gone.
    package let unverified: Int
    /// The excluded sessions that the first listing does not show.
    package let unlistedExclusions: [SessionID]
    /// Whether the listing may be truncated: it says so, or its length is a common length of a page and no longer one was seen.
    package let mayBeTruncated: Bool
    /// How long the listing was in a cache, according to its answer.
    package let age: Duration

    /// Whether it came from a cache, so that it says nothing about sessions that have started since.
    var isStale: Bool { age > Snapshot.tolerance }

    /// Makes a check.
    package init(
        round: Int,
        sessions: Int,
        inScope: Int,
        pools: Int,
        unknown: Int,
        unverified: Int = 0,
        unlistedExclusions: [SessionID] = [],
        mayBeTruncated: Bool,
        age: Duration = .zero
    ) {
        self.round = round
        self.sessions = sessions
        self.inScope = inScope
        self.pools = pools
        self.unknown = unknown
        self.unverified = unverified
        self.unlistedExclusions = unlistedExclusions
        self.mayBeTruncated = mayBeTruncated
        self.age = age
    }
}

/// The tolerance of a wait.
package struct EmptyTolerance: Sendable, Equatable {
    /// How many sessions that cannot be judged may remain.
    package var unknown: Int
    /// Whether named sessions that the service does not show anywhere may be missing.
    package var notFound: Bool

    /// Makes a tolerance; the default tolerates nothing.
    package init(unknown: Int = 0, notFound: Bool = false) {
        self.unknown = unknown
        self.notFound = notFound
    }
}
