import GRDB
import GRDBSQLite

/// Inserts the rows of batches.
///
/// They are bound as raw bytes: SQLite copies them once, into the pages of the file.
struct BatchInsertion {
    private let db: Database
    private let run: Int
    private let statement: Statement

    /// Prepares to insert batches of one run.
    init(_ db: Database, run: Int) throws {
        self.db = db
        self.run = run
        statement = try db.cachedStatement(sql: "INSERT INTO batches (run, first, hashes, bodies) VALUES (?, ?, ?, ?)")
    }

    /// Inserts one batch; an empty one is skipped.
    ///
    /// - Throws: `DatabaseError`, when the table refuses it.
    func insert(_ batch: EventBatch) throws {
        guard !batch.isEmpty else { return }
        let row = statement.sqliteStatement
        let code = batch.bodies.withUnsafeBytes { bodies in
            batch.hashes.withUnsafeBytes { hashes in
                sqlite3_bind_int64(row, 1, Int64(run))
                sqlite3_bind_int64(row, 2, Int64(batch.first))
                // Without a destructor SQLite copies nothing: the bytes outlive the step.
                sqlite3_bind_blob(row, 3, hashes.baseAddress, CInt(hashes.count), nil)
                sqlite3_bind_text(
                    row,
                    4,
                    bodies.baseAddress?.assumingMemoryBound(to: CChar.self),
                    CInt(bodies.count),
                    nil
                )
                defer {
                    sqlite3_reset(row)
                    sqlite3_clear_bindings(row)
                }
                return sqlite3_step(row)
            }
        }
        guard code == SQLITE_DONE else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
        }
    }
}
