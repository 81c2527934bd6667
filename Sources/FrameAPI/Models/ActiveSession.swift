/// A session in the listing of active sessions: somebody's desktop or application, running now.
public struct ActiveSession: Sendable, Equatable {
    /// The session's id; `nil` when the service sent none, and such a session can never be closed.
    public let id: SessionID?
    /// The `external_id` of the pool that it runs in; `nil` when the service sent none.
    public let poolID: PoolID?
    /// Whatever names its user, in the service's spelling; empty when the service sent nothing that does. Undocumented.
    public let users: [String]
    /// Whether its row gives a member twice that identifies it. Such a row contradicts itself, and its session can never be closed.
    public let isContradictory: Bool

    /// Makes a session, for tests and for reading saved ones.
    public init(id: SessionID?, poolID: PoolID?, users: [String] = [], isContradictory: Bool = false) {
        self.id = id
        self.poolID = poolID
        self.users = users
        self.isContradictory = isContradictory
    }

    /// Whether the row says which session it is, by an id that can be sent, and in which pool. A listing with any other row proves
    /// nobody's absence.
    public var isReadable: Bool { id?.isSendable == true && poolID != nil && !isContradictory }
}

extension ActiveSession: ServiceEntity {
    static let identifyingKeys = ["id", "pool_id"]

    /// The members that may name the user. The public record shows none; all that are there are kept.
    private static let userKeys = ["user", "user_id", "user_name", "user_email", "username", "email"]

    init(from fields: Fields) {
        id = fields.identifier("id")
        poolID = fields.identifier("pool_id")
        users = Self.userKeys.flatMap(fields.texts).filter { !$0.isEmpty }
        isContradictory = Self.identifyingKeys.contains(where: fields.isDoubled)
    }
}
