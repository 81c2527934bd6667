import FoundationEssentials
import FrameOperations
import GRDB

/// The rows of runs and their events, read.
struct RunTable {
    /// A run's row.
    struct Entry {
        let number: Int
        let id: String
        let opening: Data
        let openingHash: ChainHash
        let eventCount: Int
        let head: ChainHash

        init(_ row: Row) throws {
            number = try row.decode(Int.self, atIndex: 0)
            id = try row.decode(String.self, atIndex: 1)
            opening = try row.decode(Data.self, atIndex: 2)
            openingHash = ChainHash(try row.decode(Data.self, atIndex: 3))
            eventCount = try row.decode(Int.self, atIndex: 4)
            head = ChainHash(try row.decode(Data.self, atIndex: 5))
        }

        /// How it began, if that is still to be read and speaks of this run.
        var parsedOpening: RunOpening? {
            guard let opening = try? JSONDecoder().decode(RunOpening.self, from: opening) else { return nil }
            return opening.number == number && opening.id == id ? opening : nil
        }
    }

    /// What of a row makes an ``Entry``. Texts are read as bytes, so that none is mended or cut on the way.
    static let columns = "number, id, CAST(opening AS BLOB), opening_hash, event_count, head"

    let db: Database
    /// For errors.
    let path: String

    func entry(_ number: Int) throws -> Entry? {
        try Row.fetchOne(db, sql: "SELECT \(Self.columns) FROM runs WHERE number = ?", arguments: [number]).map(
            Entry.init
        )
    }

    /// Every run, oldest first.
    func entries() throws -> [Entry] {
        try Row.fetchAll(db, sql: "SELECT \(Self.columns) FROM runs ORDER BY number").map(Entry.init)
    }

    /// The events of a run after one of them, in order, no more than a number of them.
    func events(of run: Int, after sequence: Int, limit: Int) throws -> [StoredEvent] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT sequence, CAST(body AS BLOB), hash FROM events
                WHERE run = ? AND sequence > ? ORDER BY sequence LIMIT ?
                """
        )
        return try Row.fetchAll(statement, arguments: [run, sequence, limit]).map { row in
            StoredEvent(
                sequence: try row.decode(Int.self, atIndex: 0),
                body: String(decoding: try row.decode(Data.self, atIndex: 1), as: UTF8.self),
                hash: ChainHash(try row.decode(Data.self, atIndex: 2)).hex
            )
        }
    }

    /// A run's row with the ends of its log.
    func record(_ entry: Entry, isAlive: Bool) throws -> RunRecord {
        guard let opening = entry.parsedOpening,
            let begunAt = try? Date(opening.begunAt, strategy: RunEvent.timeFormat)
        else { throw JournalError.corrupt(path, "the opening of run \(entry.id) cannot be read") }
        return RunRecord(
            number: entry.number,
            id: entry.id,
            subject: opening.subject,
            holder: opening.holder,
            begunAt: begunAt,
            eventCount: entry.eventCount,
            first: try events(of: entry.number, after: 0, limit: 1).first,
            last: try events(of: entry.number, after: entry.eventCount - 1, limit: 1).first,
            isAlive: isAlive
        )
    }
}
