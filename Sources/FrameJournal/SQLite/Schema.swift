import GRDB

/// The tables, and how a file is recognized as a journal.
enum Schema {
    /// “fctl”, in the file's header.
    static let applicationID = 0x6663_746C
    static let version = 1

    /// The kind of a file.
    enum Kind {
        case empty, journal, newer, foreign
    }

    /// Finds the kind of a file, inside a transaction.
    static func kind(of db: Database) throws -> Kind {
        let id = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        switch id {
        case applicationID where version > Self.version: return .newer
        case applicationID where version == Self.version: return .journal
        case 0 where version == 0:
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            return tables == 0 ? .empty : .foreign
        default: return .foreign
        }
    }

    /// Creates the tables in an empty file, inside a transaction.
    static func create(in db: Database) throws {
        try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
        for part in [runs, batches, events, claims] { try db.execute(sql: part) }
    }
}
