package import FrameAPI

/// A selection as stored in a log or a saved plan: the criteria, with names resolved by the listing that was shown, and the pools of that
/// listing.
package struct Scope: Sendable, Equatable, Codable {
    /// A pool of the listing.
    package struct ListedPool: Sendable, Equatable, Codable {
        /// The pool's `external_id`.
        package let id: PoolID
        /// Its kind; `nil` when the listing gave none, or contradicted itself.
        package let kind: String?
        /// Its name, when the service sent one.
        package let name: String?

        var pool: Pool { Pool(id: id, kind: kind, name: name) }
    }

    /// The selected kinds of pool.
    package let kinds: [String]
    /// Every pool of the listing that has an id.
    package let pools: [ListedPool]
    /// The pools to narrow to; `nil` for all.
    package let onlyPools: [PoolID]?
    /// The excluded pools.
    package let exceptPools: [PoolID]
    /// The sessions to narrow to; `nil` for all.
    package let onlySessions: [SessionID]?
    /// The excluded sessions.
    package let exceptSessions: [SessionID]
    /// The protections; `nil` for none.
    package let protected: [Shield]?

    enum CodingKeys: String, CodingKey {
        case kinds, pools, protected
        case onlyPools = "only_pools"
        case exceptPools = "except_pools"
        case onlySessions = "only_sessions"
        case exceptSessions = "except_sessions"
    }
}
