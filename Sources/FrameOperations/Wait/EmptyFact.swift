package import FrameAPI

/// Something that happened while an account was watched.
package enum EmptyFact: Sendable, Equatable {
    /// A look is complete.
    case looked(EmptyLook)
    /// A look failed. It says nothing about any session.
    case lookFailed(FrameAPIError)
}

/// What one look at an account showed.
package struct EmptyLook: Sendable, Equatable {
    /// Which look it was, from 1, failed ones counted.
    package let round: Int
    /// How many sessions the listing holds.
    package let sessions: Int
    /// How many of them are in scope.
    package let inScope: Int
    /// In how many pools those are.
    package let pools: Int
    /// How many sessions cannot be judged: listed without a usable id, pool or kind. They are not in scope.
    package let unknown: Int
    /// Whether the listing's length is a common length of a page and no longer one was seen, so that it may not be all.
    package let mayBeCut: Bool

    /// Makes a look.
    package init(round: Int, sessions: Int, inScope: Int, pools: Int, unknown: Int, mayBeCut: Bool) {
        self.round = round
        self.sessions = sessions
        self.inScope = inScope
        self.pools = pools
        self.unknown = unknown
        self.mayBeCut = mayBeCut
    }

    /// Whether it counts for an empty account.
    package var isEmpty: Bool { inScope == 0 && !mayBeCut }
}
