package import FrameAPI

/// Why a session is skipped: a code, and its parameters.
package struct SkipReason: Sendable, Hashable, Codable {
    /// The reason, as a stable word.
    package enum Code: String, Sendable, Codable, CaseIterable {
        /// The service sent no id for it.
        case noID = "no-id"
        /// Its id cannot be sent as a path segment.
        case unsendableID = "unsendable-id"
        /// The service sent no pool for it.
        case noPool = "no-pool"
        /// Its pool is not in the listing of pools.
        case unknownPool = "unknown-pool"
        /// The listing gives no kind for its pool.
        case unknownKind = "unknown-kind"
        /// The listing contradicts itself: about the kind of its pool, with the session in two pools, or with a member given twice.
        case contradictory
        /// Its pool is of another kind.
        case otherKind = "other-kind"
        /// Its pool is not among the named ones.
        case poolNotNamed = "pool-not-named"
        /// It is not among the named sessions.
        case sessionNotNamed = "session-not-named"
        /// Its pool is excluded by name.
        case poolExcluded = "pool-excluded"
        /// It is excluded by id.
        case sessionExcluded = "session-excluded"
        /// Its pool is protected.
        case protectedPool = "protected-pool"
        /// Pools of this kind are protected.
        case protectedKind = "protected-kind"
        /// Its user is protected.
        case protectedUser = "protected-user"
        /// Users are protected, and the service named none for it.
        case userNotSent = "user-not-sent"
        /// It is in scope, and started after the saved plan was made.
        case joinedAfterPlan = "new-since-plan"
        /// It is in scope now, and the saved plan skips it.
        case sparedByPlan = "skipped-by-plan"

        /// Whether too little is known of the session, of its pool or of its user.
        var isLackOfKnowledge: Bool {
            switch self {
            case .noID, .unsendableID, .noPool, .unknownPool, .unknownKind, .contradictory, .userNotSent: true
            case .otherKind, .poolNotNamed, .sessionNotNamed, .poolExcluded, .sessionExcluded, .protectedPool,
                .protectedKind, .protectedUser, .joinedAfterPlan, .sparedByPlan:
                false
            }
        }
    }

    /// The reason.
    package let code: Code
    /// The kind of its pool, where that is the reason.
    package let kind: String?
    /// The source of the protection: a profile, or the folder's file.
    package let source: String?

    /// Makes a reason.
    package init(_ code: Code, kind: String? = nil, source: String? = nil) {
        self.code = code
        self.kind = kind
        self.source = source
    }

    enum CodingKeys: String, CodingKey {
        case code = "reason"
        case kind, source
    }
}

extension SkipReason {
    package static let noID = Self(.noID)
    package static let unsendableID = Self(.unsendableID)
    package static let noPool = Self(.noPool)
    package static let unknownPool = Self(.unknownPool)
    package static let unknownKind = Self(.unknownKind)
    package static let contradictory = Self(.contradictory)
    package static let poolNotNamed = Self(.poolNotNamed)
    package static let sessionNotNamed = Self(.sessionNotNamed)
    package static let poolExcluded = Self(.poolExcluded)
    package static let sessionExcluded = Self(.sessionExcluded)
    package static let joinedAfterPlan = Self(.joinedAfterPlan)
    package static let sparedByPlan = Self(.sparedByPlan)

    package static func otherKind(_ kind: String) -> Self { Self(.otherKind, kind: kind) }
    package static func protectedPool(by source: String) -> Self { Self(.protectedPool, source: source) }
    package static func protectedKind(_ kind: String, by source: String) -> Self {
        Self(.protectedKind, kind: kind, source: source)
    }
    package static func protectedUser(by source: String) -> Self { Self(.protectedUser, source: source) }
    package static func userNotSent(by source: String) -> Self { Self(.userNotSent, source: source) }
}

/// The verdict on a listed session, with the reason.
package enum Verdict: Sendable, Equatable {
    /// It is in scope.
    case close(SessionID, in: PoolID)
    /// It is skipped.
    case skip(SkipReason)

    /// Why it is skipped; `nil` when it is not.
    package var reason: SkipReason? {
        if case .skip(let reason) = self { reason } else { nil }
    }
}
