import FoundationEssentials
import FrameOperations
import GRDB

/// The rows of runs and of their events, read.
struct RunTable {
    /// A run's row.
    struct Entry {
        let number: Int
        let id: String
        let opening: Data
        /// The link of the opening, unless what stands there is none.
        let openingHash: ChainHash?
        let eventCount: Int
        /// The link of the last event, unless what stands there is none.
        let head: ChainHash?

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

    /// The batches of a run that begin after one of its events, in order, no more than a number of them.
    func batches(of run: Int, after sequence: Int, limit: Int) throws -> [EventBatch] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(EventBatch.columns) FROM batches
                WHERE run = ? AND first > ? ORDER BY first LIMIT ?
                """
        )
        return try Row.fetchAll(statement, arguments: [run, sequence, limit]).map(EventBatch.init)
    }

    /// One event of a run, if it is there.
    func event(_ sequence: Int, of run: Int) throws -> StoredEvent? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(EventBatch.columns) FROM batches
                WHERE run = ? AND first <= ? ORDER BY first DESC LIMIT 1
                """
        )
        let batch = try Row.fetchOne(statement, arguments: [run, sequence]).map(EventBatch.init)
        return batch?.entries.first { $0.sequence == sequence }.map(StoredEvent.init)
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
            first: try event(1, of: entry.number),
            last: try event(entry.eventCount, of: entry.number),
            isAlive: isAlive
        )
    }
}
