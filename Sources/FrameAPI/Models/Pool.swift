/// A pool of machines. Sessions run on the machines of a pool; its kind says what the machines are for.
public struct Pool: Sendable, Equatable {
    /// The pool's `external_id`, to which a session's `pool_id` refers; `nil` when the service sent none.
    public let id: PoolID?
    /// The purpose of the pool, as the service spells it. Only `production` is certain; compare without regard to case.
    public let kind: String?
    /// A name for people, when the service sends one; undocumented.
    public let name: String?
    /// Whether its row has a duplicate identifying member. Such a row contradicts itself, and no session in the pool can be closed.
    public let isContradictory: Bool

    /// Makes a pool, for tests and for reading saved ones.
    public init(id: PoolID?, kind: String?, name: String? = nil, isContradictory: Bool = false) {
        self.id = id
        self.kind = kind
        self.name = name
        self.isContradictory = isContradictory
    }
}

extension Pool: ServiceEntity {
    static let identifyingKeys = ["external_id", "kind"]

    init(from fields: Fields) {
        id = fields.identifier("external_id")
        kind = fields.text("kind")
        name = fields.text("name")
        isContradictory = Self.identifyingKeys.contains(where: fields.isDoubled)
    }
}
