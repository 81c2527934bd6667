import GRDB

/// The tables, and how a file is recognized as a journal.
enum Schema {
    /// “fctl”, in the file's header.
    static let applicationID = 0x6663_746C
    /// The version that the migrations below lead to.
    static let version = 3

    /// What a file is.
    enum Kind {
        case empty, journal, newer, foreign
    }

    /// Tells what a file is, from one consistent look.
    static func kind(of db: Database) throws -> Kind {
        var kind = Kind.foreign
        try db.inTransaction(.deferred) {
            kind = try judged(db)
            return .commit
        }
        return kind
    }

    private static func judged(_ db: Database) throws -> Kind {
        switch try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0 {
        case applicationID:
            let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            return try version > Self.version || migrator.hasBeenSuperseded(db) ? .newer : .journal
        case 0:
            // The first migration may be under way in another process.
            let others = try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'"
            )
            return try others == 0 && migrator.appliedIdentifiers(db).isEmpty ? .empty : .foreign
        default:
            return .foreign
        }
    }

    /// Brings a file up to date. Two processes may do so at once: what one has done, the other need not.
    static func migrate(_ queue: DatabaseQueue) throws {
        var attemptsLeft = migrator.migrations.count + 1
        while try queue.read({ try !migrator.hasCompletedMigrations($0) }) {
            do {
                try migrator.migrate(queue)
            } catch {
                attemptsLeft -= 1
                guard attemptsLeft > 0 else { throw error }
            }
        }
    }
}
