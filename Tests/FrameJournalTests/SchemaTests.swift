import GRDB
import Testing

@testable import FrameJournal

@Suite("The journal's tables")
struct SchemaTests {
    @Test(
        "refuse to change, to lose and to take what does not fit",
        arguments: [
            "UPDATE events SET body = body",
            "UPDATE events SET hash = zeroblob(32)",
            "DELETE FROM events",
            "DELETE FROM runs",
            "UPDATE runs SET opening = opening",
            "UPDATE runs SET id = 'other'",
            "UPDATE runs SET event_count = 0",
            "UPDATE runs SET head = zeroblob(32)",
            "UPDATE runs SET event_count = 3, head = zeroblob(32)",
            "INSERT INTO events VALUES (1, 4, '{\"seq\":4}', zeroblob(32)); UPDATE runs SET event_count = 3",
            "INSERT INTO events VALUES (1, 4, '{\"seq\":4}', zeroblob(32)); UPDATE runs SET event_count = 4",
            "INSERT INTO events VALUES (1, 3, '{\"seq\":3}', zeroblob(32)); UPDATE runs SET event_count = 4",
            "INSERT INTO events VALUES (1, 3, '{\"seq\":4}', zeroblob(32))",
            "INSERT INTO events VALUES (1, 3, 'no JSON', zeroblob(32))",
            "INSERT INTO events VALUES (1, 3, '{\"seq\":3}', zeroblob(31))",
            "INSERT INTO events VALUES (1, 3, NULL, zeroblob(32))",
            "INSERT INTO events VALUES (9, 1, '{\"seq\":1}', zeroblob(32))",
            "INSERT OR REPLACE INTO events VALUES (1, 2, '{\"seq\":2}', zeroblob(32))",
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
            guard case .whole(2, _) = try journal.verify("r1") else {
                Issue.record("the run is broken")
                return
            }
        }
    }

    @Test("take what fits")
    func fitting() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            try await journal.add("r1", events: 2)
            let sql = "INSERT INTO events VALUES (1, 3, '{\"seq\":3}', zeroblob(32))"
            try await journal.connection.write { try $0.execute(sql: sql) }.get()
        }
    }
}
