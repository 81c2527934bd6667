import FoundationEssentials
import FrameAPI
import FrameOperations
import GRDB
import Testing

@testable import FrameJournal

@Suite("The journal's tables")
struct SchemaTests {
    @Test(
        "refuse to change, to lose and to take what does not fit",
        arguments: [
            "DELETE FROM runs",
            "UPDATE runs SET opening = opening",
            "UPDATE runs SET id = 'other'",
            "UPDATE runs SET event_count = 0",
            "UPDATE runs SET head = zeroblob(32)",
            "UPDATE runs SET event_count = 3, head = zeroblob(32)",
            "UPDATE batches SET bodies = bodies",
            "UPDATE batches SET hashes = zeroblob(64)",
            "DELETE FROM batches",
            "INSERT INTO batches VALUES (1, 4, zeroblob(32), '{\"seq\":4}')",
            "INSERT INTO batches VALUES (1, 2, zeroblob(64), 'x')",
            "INSERT INTO batches VALUES (1, 3, zeroblob(33), '{\"seq\":3}')",
            "INSERT INTO batches VALUES (1, 3, x'', '{\"seq\":3}')",
            "INSERT INTO batches VALUES (1, 3, NULL, '{\"seq\":3}')",
            "INSERT INTO batches VALUES (1, 3, zeroblob(32), NULL)",
            "INSERT INTO batches VALUES (9, 1, zeroblob(32), '{\"seq\":1}')",
            "INSERT OR REPLACE INTO batches VALUES (1, 1, zeroblob(32), '{\"seq\":1}')",
            "INSERT INTO batches VALUES (1, 3, zeroblob(64), 'x'); UPDATE runs SET event_count = 3",
            "INSERT INTO batches VALUES (1, 3, zeroblob(64), 'x'); UPDATE runs SET event_count = 5",
            "INSERT INTO runs VALUES (3, 'r3', '{\"number\":3,\"id\":\"r3\"}', zeroblob(32), 0, zeroblob(32))",
            "INSERT INTO runs VALUES (2, 'a/b', '{\"number\":2,\"id\":\"a/b\"}', zeroblob(32), 0, zeroblob(32))",
            "INSERT OR REPLACE INTO runs VALUES (1, 'r1', '{\"number\":1,\"id\":\"r1\"}', zeroblob(32), 0, zeroblob(32))",
            "INSERT INTO claims VALUES (2, 'a', 'https://api.console.nutanix.com/v1', 1, '', 1, '', '')",
            "INSERT INTO claims VALUES (2, 'b', '', 7, '', 1, '', '')",
        ]
    )
    func constraints(sql: String) async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            try await journal.add("r1", events: 2)
            let result = await journal.connection.write { try $0.execute(sql: sql) }
            let error = #expect(throws: DatabaseError.self) { try result.get() }
            #expect(error?.resultCode == .SQLITE_CONSTRAINT)
            guard case .whole(2, _) = try await journal.verify("r1") else {
                Issue.record("the run is broken")
                return
            }
        }
    }

    @Test(
        "show events in a view that takes nothing",
        arguments: [
            "INSERT INTO events VALUES (1, 3, '{\"seq\":3}', zeroblob(32))", "UPDATE events SET body = body",
            "DELETE FROM events",
        ]
    )
    func readers(sql: String) async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            try await journal.add("r1", events: 2)
            let result = await journal.connection.write { try $0.execute(sql: sql) }
            #expect(throws: DatabaseError.self) { try result.get() }
            #expect(try await journal.events(of: "r1").count == 2)
        }
    }

    @Test("are those of version 1, without a trace of others")
    func version() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let (version, names) = try journal.connection.read { db in
                (
                    try Int.fetchOne(db, sql: "PRAGMA user_version"),
                    try String.fetchSet(
                        db,
                        sql:
                            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
                    )
                )
            }
            #expect(version == 1)
            #expect(names == ["runs", "batches", "events", "claims"])
        }
    }

    @Test(
        "take what fits",
        arguments: [
            "INSERT INTO batches VALUES (1, 3, zeroblob(64), 'x'); UPDATE runs SET event_count = 4"
        ]
    )
    func fitting(sql: String) async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            try await journal.add("r1", events: 2)
            try await journal.connection.write { try $0.execute(sql: sql) }.get()
        }
    }

    @Test("show each event for itself, to the byte, however many were written together")
    func view() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let writer = try await journal.begin("r1")
            try await writer.record(.numbered(1))
            for (index, words) in ["a/b “ü” \"quoted\"\n", "\u{0}\u{2028}\u{7F}", "e\u{301} \\u0041", ""].enumerated() {
                writer.enqueue(.saying(words, 2 + index))
            }
            await writer.end()
            let shown = try journal.connection.read { db in
                try Row.fetchAll(db, sql: "SELECT sequence, body, hash FROM events WHERE run = 1 ORDER BY sequence")
                    .map { row in "\(row[0] as Int) \(row[1] as String) \((row[2] as Data).hexadecimal)" }
            }
            let events = try await journal.events(of: "r1")
            #expect(events.count == 5)
            #expect(shown == events.map { "\($0.sequence) \($0.body) \($0.hash)" })
        }
    }

    @Test("keep events that were written together in rows of some length")
    func length() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let writer = try await journal.begin("r1")
            let words = String(repeating: "words ", count: 2_000)
            for sequence in 1...40 { writer.enqueue(.saying(words, sequence)) }
            await writer.end()
            let lengths = try journal.connection.read {
                try Int.fetchAll($0, sql: "SELECT length(bodies) FROM batches")
            }
            #expect(lengths.count == 7)
            #expect(lengths.allSatisfy { $0 < EventBatch.enough + words.count + 200 })
            #expect(try await journal.events(of: "r1").map(\.sequence) == Array(1...40))
            guard case .whole(40, _) = try await journal.verify("r1") else {
                Issue.record("the run is broken")
                return
            }
        }
    }
}
