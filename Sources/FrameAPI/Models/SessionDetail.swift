/// One session, asked for by its id.
public struct SessionDetail: Sendable, Equatable {
    /// The id in the answer, if it has one.
    public let id: SessionID?
    /// The state as the service spells it.
    public let state: String?

    /// Whether the session is live: `init`, `reserved` or `open` in any case is live, any other state is not (seen in public code that
    /// calls the service). `nil` when the answer has no state, which says nothing.
    public var isLive: Bool? {
        state.map(Self.isLive)
    }

    static func isLive(_ state: String) -> Bool {
        ["init", "reserved", "open"].contains(state.lowercased())
    }
}

extension SessionDetail: ServiceEntity {
    static let identifyingKeys = ["id", "state"]

    init(from fields: Fields) {
        id = fields.identifier("id")
        state = fields.text("state")
    }
}
