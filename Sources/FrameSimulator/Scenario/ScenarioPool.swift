/// One pool, or several equal ones.
package struct ScenarioPool: Codable, Sendable, Equatable {
    /// The maximum number of instances of a pool of the service.
    package static let instanceLimit = 1_000

    package var name: String
    /// Any value of the scenario: only `production` is certain, the other spellings are guesses.
    package var kind: ScalarValue
    /// Made from the seed when absent.
    package var externalID: ScalarValue?
    /// How many equal pools to make; their names are numbered when it is more than one.
    package var copies: Int
    package var minServers: Int
    package var bufferServers: Int
    /// The hard limit: no user connects above it.
    package var maxServers: Int
    package var sessions: ScenarioSessions
    package var arrivals: Arrivals?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, kind
        case externalID = "external_id"
        case copies
        case minServers = "min_servers"
        case bufferServers = "buffer_servers"
        case maxServers = "max_servers"
        case sessions, arrivals
    }

    package init(
        name: String,
        kind: ScalarValue = .text("production"),
        externalID: ScalarValue? = nil,
        copies: Int = 1,
        minServers: Int = 0,
        bufferServers: Int = 0,
        maxServers: Int = ScenarioPool.instanceLimit,
        sessions: ScenarioSessions = .count(0),
        arrivals: Arrivals? = nil
    ) {
        self.name = name
        self.kind = kind
        self.externalID = externalID
        self.copies = copies
        self.minServers = minServers
        self.bufferServers = bufferServers
        self.maxServers = maxServers
        self.sessions = sessions
        self.arrivals = arrivals
    }
}
