package import FrameAPI

/// What is to become of a listed session, and why.
package enum Verdict: Sendable, Equatable {
    /// It is in scope.
    case close(SessionID, in: PoolID)
    /// It is left alone.
    case skip(SkipReason)
}

/// Why a session is left alone.
package enum SkipReason: Sendable, Hashable {
    /// The service sent no id for it.
    case noID
    /// Its id cannot be sent as a path segment.
    case unsendableID
    /// The service sent no pool for it.
    case noPool
    /// Its pool is not in the listing of pools.
    case unknownPool
    /// The listing gives no kind for its pool.
    case unknownKind
    /// The listing contradicts itself: about the kind of its pool, with the session in two pools, or with a member given twice.
    case contradictory
    /// Its pool is of another kind.
    case otherKind(String)
    /// Its pool is not among those named.
    case poolNotNamed
    /// It is not among the sessions named.
    case sessionNotNamed
    /// Its pool is spared by name.
    case poolExcluded
    /// It is spared by id.
    case sessionExcluded
    /// Its pool is protected.
    case protectedPool(by: String)
    /// Pools of this kind are protected.
    case protectedKind(String, by: String)
    /// Its user is protected.
    case protectedUser(by: String)
    /// Users are protected, and the service named none for it.
    case userNotSent(by: String)
    /// It is in scope, and joined after the plan that is carried out was made.
    case joinedAfterPlan
    /// It is in scope by now, and the plan that is carried out leaves it alone.
    case sparedByPlan
    /// As a log or a saved plan has it, in words.
    case recorded(String)

    /// The reason in words, with what would change it where something can.
    package var words: String {
        switch self {
        case .noID: "listed without an id; never closed"
        case .unsendableID: "its id cannot be sent safely; never closed"
        case .noPool: "listed without a pool; never closed"
        case .unknownPool: "its pool is not in the listing of pools; never closed"
        case .unknownKind: "its pool is listed without a kind; never closed"
        case .contradictory: "the listing contradicts itself about it; never closed"
        case .otherKind(let kind): "its pool is of kind \(kind); only --kind \(kind) would take it"
        case .poolNotNamed: "its pool is not among those of --pool"
        case .sessionNotNamed: "not among those of --session"
        case .poolExcluded: "its pool is spared by --exclude-pool"
        case .sessionExcluded: "spared by --exclude-session"
        case .protectedPool(let source): "protected by \(source): its pool"
        case .protectedKind(let kind, let source): "protected by \(source): pools of kind \(kind)"
        case .protectedUser(let source): "protected by \(source): its user"
        case .userNotSent(let source): "protected by \(source): the listing does not name its user"
        case .joinedAfterPlan: "joined after the plan was made; only a new plan would take it"
        case .sparedByPlan: "left alone in the saved plan, though in scope by now; only a new plan would take it"
        case .recorded(let words): words
        }
    }
}
