import FoundationEssentials

/// A listing of sessions on its way, row by row, read and written without the client's decoders.
struct WireListing: Sendable {
    struct Row: Sendable {
        /// What a reader can make of it.
        var shown: Tape.Shown
        var text: [UInt8]

        init(_ shown: Tape.Shown) {
            self.shown = shown
            text = Array(#"{"id": \#(Self.quoted(shown.id)), "pool_id": \#(Self.quoted(shown.pool))}"#.utf8)
        }

        /// A row that says what it says about the id, and which session it is to nobody.
        init(_ shown: Tape.Shown, member: some Sequence<UInt8>) {
            self.shown = Tape.Shown(id: nil, pool: shown.pool)
            text = Array("{".utf8) + Array(member) + Array(#", "pool_id": \#(Self.quoted(shown.pool))}"#.utf8)
        }

        private static func quoted(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "null" }
    }

    var rows: [Row]
    /// The moment of which it is true.
    var asOf: Duration
    var status = 200
    var headers: [(name: String, value: String)] = []
    /// How old it says that it is, and whether its date is that of its making.
    var age: Duration?
    var hasOldDate = false

    private struct Session: Codable {
        var id: String?
        var pool_id: String?
    }

    /// Reads a listing of the control plane; `nil` when it is none.
    init?(_ body: [UInt8], asOf: Duration) {
        guard let read = try? JSONDecoder().decode([Session].self, from: Data(body)) else { return nil }
        rows = read.map { Row(Tape.Shown(id: $0.id, pool: $0.pool_id)) }
        self.asOf = asOf
    }

    var shown: [Tape.Shown] { rows.map(\.shown) }

    var body: [UInt8] { Array("[".utf8) + Array(rows.map(\.text).joined(separator: ",".utf8)) + Array("]".utf8) }
}
