/// A session in the listing of active sessions: somebody's desktop or application, running now.
public struct ActiveSession: Sendable, Equatable {
    /// The session's id; `nil` when the service sent none, and such a session can never be closed.
    public let id: SessionID?
    /// The `external_id` of the pool that it runs in; `nil` when the service sent none.
    public let poolID: PoolID?

    /// Makes a session, for tests and for reading saved ones.
    public init(id: SessionID?, poolID: PoolID?) {
        self.id = id
        self.poolID = poolID
    }
}

extension ActiveSession: ServiceEntity {
    static let identifyingKeys = ["id", "pool_id"]

    init(from fields: Fields) {
        id = fields.identifier("id")
        poolID = fields.identifier("pool_id")
    }
}
