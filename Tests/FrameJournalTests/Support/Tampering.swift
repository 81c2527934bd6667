import FoundationEssentials
import GRDB

@testable import FrameJournal

extension Folder {
    /// Changes the journal behind the tool's back, with every rule of the schema switched off. For statements that name `events`, it is
    /// a table with a row for each event, and each is a batch of its own afterwards.
    func tamper(_ sql: String) throws {
        let queue = try DatabaseQueue(path: journal)
        try queue.writeWithoutTransaction { db in
            let triggers = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger)") }
            try db.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
            let view = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE type = 'view'")
            if let view, sql.contains("events") {
                try db.execute(sql: Self.unpacking + sql + Self.packing + view)
            } else {
                try db.execute(sql: sql)
            }
            _ = try db.checkpoint(.truncate)
        }
        try queue.close()
    }

    private static let unpacking = """
        CREATE TEMP TABLE unpacked AS SELECT * FROM events;
        DROP VIEW events;
        CREATE TABLE events AS SELECT * FROM unpacked;
        DROP TABLE unpacked;

        """

    private static let packing = """
        ;
        DELETE FROM batches;
        INSERT INTO batches (run, first, hashes, bodies) SELECT run, sequence, hash, body FROM events;
        DROP TABLE events;

        """

    /// The bytes of the journal, when nobody has it open.
    func bytes() throws -> Data {
        try Data(contentsOf: URL(filePath: journal))
    }

    /// Puts other bytes in their place.
    func replace(_ bytes: Data) throws {
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: journal + suffix) }
        try bytes.write(to: URL(filePath: journal))
    }
}

/// Random numbers that are the same each time for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
