/// A session in the listing of active sessions: a running desktop or application of a user.
public struct ActiveSession: Sendable, Equatable {
    /// The session's id; `nil` when the service sent none. A session without an id can never be closed.
    public let id: SessionID?
    /// The `external_id` of the pool that it runs in; `nil` when the service sent none.
    public let poolID: PoolID?
    /// All names of its user, in the service's spelling; empty when the service sent none. Undocumented.
    public let users: [String]
    /// Whether its row has a duplicate identifying member. Such a row contradicts itself, and its session can never be closed.
    public let isContradictory: Bool

    /// Makes a session, for tests and for reading saved ones.
    public init(id: SessionID?, poolID: PoolID?, users: [String] = [], isContradictory: Bool = false) {
        self.id = id
        self.poolID = poolID
        self.users = users
        self.isContradictory = isContradictory
    }

    /// Whether the row says which session it is, by an id that can be sent, and in which pool. A listing with any other row is no evidence
    /// of absence.
    public var isReadable: Bool { id?.isSendable == true && poolID != nil && !isContradictory }
}

extension ActiveSession: ServiceEntity {
    static let identifyingKeys = ["id", "pool_id"]

    /// The members that may name the user. None is publicly documented; all that are present are kept.
    private static let userKeys = ["user", "user_id", "user_name", "user_email", "username", "email"]

    init(from fields: Fields) {
        id = fields.identifier("id")
        poolID = fields.identifier("pool_id")
        users = Self.userKeys.flatMap(fields.texts).filter { !$0.isEmpty }
        isContradictory = Self.identifyingKeys.contains(where: fields.isDoubled)
    }
}
