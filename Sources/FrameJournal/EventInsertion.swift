import FoundationEssentials
import GRDB
import GRDBSQLite

/// Inserts the rows of events.
///
/// There are several for every session that is closed, so they are bound as the bytes that they are: for rows as small as these,
/// values that a library can hold in general take as long as SQLite itself.
struct EventInsertion {
    private let db: Database
    private let statement: Statement

    init(_ db: Database) throws {
        self.db = db
        statement = try db.cachedStatement(sql: "INSERT INTO events (run, sequence, body, hash) VALUES (?, ?, ?, ?)")
    }

    /// Inserts one event.
    ///
    /// - Throws: `DatabaseError`, when the table does not take it.
    func insert(run: Int, sequence: Int, body: [UInt8], hash: ChainHash) throws {
        let row = statement.sqliteStatement
        let code = body.withUnsafeBytes { body in
            hash.bytes.withUnsafeBytes { hash in
                sqlite3_bind_int64(row, 1, Int64(run))
                sqlite3_bind_int64(row, 2, Int64(sequence))
                // Without a destructor SQLite copies nothing: the bytes outlive the step.
                sqlite3_bind_text(row, 3, body.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(body.count), nil)
                sqlite3_bind_blob(row, 4, hash.baseAddress, CInt(hash.count), nil)
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
