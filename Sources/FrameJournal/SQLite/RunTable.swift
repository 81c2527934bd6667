import FoundationEssentials
import FrameOperations
import GRDB

/// Reads the rows of runs and of their events.
struct RunTable {
    /// The columns of a ``ChainedRun``. Texts are read as bytes, so that none is repaired or truncated.
    static let columns = "number, id, CAST(opening AS BLOB), opening_hash, event_count, head"

    let db: Database
    /// For errors.
    let path: String

    func entry(_ number: Int) throws -> ChainedRun? {
        try Row.fetchOne(db, sql: "SELECT \(Self.columns) FROM runs WHERE number = ?", arguments: [number])
            .map { try ChainedRun($0) }
    }

    /// Every run, oldest first.
    func entries() throws -> [ChainedRun] {
        try Row.fetchAll(db, sql: "SELECT \(Self.columns) FROM runs ORDER BY number")
            .map { try ChainedRun($0) }
    }

    /// The batches of a run from the one that holds an event on, in order: a few megabytes of them.
    func batches(of run: Int, from sequence: Int) throws -> [EventBatch] {
        let first = try Int.fetchOne(
            db,
            sql: "SELECT max(first) FROM batches WHERE run = ? AND first <= ?",
            arguments: [run, sequence]
        )
        let rows = try allBatches(of: run, after: (first ?? 0) - 1)
        var (batches, size): ([EventBatch], Int) = ([], 0)
        while size < Self.pageSize, let row = try rows.next() {
            let batch = try EventBatch(row)
            size += batch.bodies.count
            batches.append(batch)
        }
        return batches
    }

    private static let pageSize = 2 << 20

    /// The rows of all batches of a run that begin after one of its events, in order.
    func allBatches(of run: Int, after sequence: Int = .min) throws -> RowCursor {
        try Row.fetchCursor(
            db,
            sql: "SELECT \(EventBatch.columns) FROM batches WHERE run = ? AND first > ? ORDER BY first",
            arguments: [run, sequence]
        )
    }

    /// One event of a run, if it exists.
    func event(_ sequence: Int, of run: Int) throws -> StoredEvent? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(EventBatch.columns) FROM batches
                WHERE run = ? AND first <= ? ORDER BY first DESC LIMIT 1
                """
        )
        return try Row.fetchOne(statement, arguments: [run, sequence]).map { try EventBatch($0) }?.event(sequence)
    }
}

extension ChainedRun {
    /// A run as read from a row of ``RunTable/columns``.
    init(_ row: Row) throws {
        self.init(
            number: try row.decode(Int.self, atIndex: 0),
            id: try row.decode(String.self, atIndex: 1),
            opening: try row.decode(Data.self, atIndex: 2),
            openingHash: ChainHash(try row.decode(Data.self, atIndex: 3)),
            eventCount: try row.decode(Int.self, atIndex: 4),
            head: ChainHash(try row.decode(Data.self, atIndex: 5))
        )
    }
}
