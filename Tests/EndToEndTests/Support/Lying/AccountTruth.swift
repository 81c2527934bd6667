/// The pools and sessions of an account as they really are, whatever the service says of them.
struct AccountTruth: Sendable {
    struct Pool: Sendable {
        let id: String
        /// The members of its row besides the id, as JSON.
        let members: String
    }

    struct Session: Sendable {
        let id: String
        let pool: String
        /// What the service calls its state. Unknown to the service when `nil`.
        var state: String?
        /// Whether the listing shows it as long as it is live.
        var isListed = true
        /// Its row in the listing.
        var row: String

        init(_ id: String, in pool: String, state: String? = "open", isListed: Bool = true, row: String? = nil) {
            (self.id, self.pool, self.state, self.isListed) = (id, pool, state, isListed)
            self.row = row ?? #"{"id":"\#(id)","pool_id":"\#(pool)"}"#
        }

        /// The states that `frame-api.md` calls live.
        var isLive: Bool { ["init", "reserved", "open"].contains(state?.lowercased()) }
    }

    static let id = "a0000000-0000-4000-8000-0000000000d1"
    static let name = "Contoso Training"
    static let room = "gateway-prod.Room"
    static let bench = "gateway-prod.Bench"

    var pools = [
        Pool(id: room, members: #""kind":"production""#), Pool(id: bench, members: #""kind":"sandbox""#),
    ]
    /// In the order of the listing.
    var sessions: [Session]

    /// An account with sessions in a sandbox, listed first, and sessions in a production pool.
    init(targets: Int = 12, bystanders: Int = 2) {
        sessions =
            (0..<bystanders).map { Session("gateway-prod.bench\($0 + 1)", in: Self.bench) }
            + (0..<targets).map { Session("gateway-prod.seat\($0 + 1)", in: Self.room) }
    }

    /// The ids of the sessions in the production pool.
    var targets: [String] { sessions.filter { $0.pool == Self.room }.map(\.id) }

    /// The sessions that are live, whatever the listing says.
    var live: Set<String> { Set(sessions.filter(\.isLive).map(\.id)) }

    subscript(id: String) -> Session? {
        sessions.first { $0.id.utf8.elementsEqual(id.utf8) }
    }

    /// Ends a session. Ids are bytes here: two that only look the same are two.
    mutating func end(_ id: String) {
        for index in sessions.indices where sessions[index].id.utf8.elementsEqual(id.utf8) {
            sessions[index].state = "closed"
        }
    }
}
