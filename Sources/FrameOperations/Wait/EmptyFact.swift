package import FrameAPI

/// Something that happened while an account was watched.
package enum EmptyFact: Sendable, Equatable {
    /// A check is complete.
    case checked(EmptyCheck)
    /// A check failed. It says nothing about any session.
    case failed(FrameAPIError)
}

/// What one check of an account showed.
package struct EmptyCheck: Sendable, Equatable {
    /// Which check it was, from 1, failed ones counted.
    package let round: Int
    /// How many sessions the listing shows.
    package let sessions: Int
    /// How many of them are in scope; those that were named and are live without being listed included.
    package let inScope: Int
    /// In how many pools those are.
    package let pools: Int
    /// How many sessions cannot be judged: listed without a usable id, pool or kind.
    package let unknown: Int
    /// How many that were in scope are no longer listed, without being known to be gone.
    package let unverified: Int
    /// The excluded sessions that the first listing does not show.
    package let unlistedExclusions: [SessionID]
    /// Whether the listing may not be all: it says so, or its length is a common length of a page and no longer one was seen.
    package let mayBeTruncated: Bool
    /// How long the listing had been in a cache, as far as its answer says.
    package let age: Duration

    /// Whether it came from a cache, so that it says nothing of who has started since.
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

/// What a wait lets pass.
package struct EmptyTolerance: Sendable, Equatable {
    /// How many sessions that cannot be judged may be left.
    package var unknown: Int
    /// Whether named sessions that the service does not show anywhere may be missing.
    package var notFound: Bool

    /// Makes a tolerance; the default lets nothing pass.
    package init(unknown: Int = 0, notFound: Bool = false) {
        self.unknown = unknown
        self.notFound = notFound
    }
}
