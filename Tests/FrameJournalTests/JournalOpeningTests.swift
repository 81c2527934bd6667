import FoundationEssentials
import GRDB
import Testing

@testable import FrameJournal
@testable import FrameOperations

@Suite("Opening a journal")
struct JournalOpeningTests {
    @Test("makes what is missing, for its owner alone")
    func creates() async throws {
        try await Folder.with { folder in
            try FileManager.default.createDirectory(atPath: folder / "there", withIntermediateDirectories: true)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder / "there")
            let path = folder / "there/missing/too/journal.sqlite"
            let journal = try Journal(at: path)
            let writer = try await journal.begin("r1", reserving: 4096)
            try await writer.record(.numbered(1))
            for suffix in ["", "-wal", "-shm", "-locks", "-reserve-r1"] {
                #expect(permissions(path + suffix) == 0o600, "\(suffix)")
            }
            #expect(permissions(folder / "there") == 0o755)
            #expect(permissions(folder / "there/missing") == 0o700)
            #expect(permissions(folder / "there/missing/too") == 0o700)
            await writer.end()
        }
    }

    @Test("for reading makes nothing")
    func existing() async throws {
        try await Folder.with { folder in
            #expect(try Journal(existingAt: folder / "missing/journal.sqlite") == nil)
            #expect(try Journal(existingAt: folder.journal) == nil)
            #expect(try folder.names == [])
            try Data().write(to: URL(filePath: folder.journal))
            #expect(try Journal(existingAt: folder.journal) == nil)
            #expect(try folder.bytes().isEmpty)
            try await Journal(at: folder.journal).add("r1", events: 1)
            #expect(try Journal(existingAt: folder.journal)?.runs().map(\.id) == ["r1"])
        }
    }

    @Test("leaves somebody else's database as it is", arguments: ["PRAGMA application_id = 7", "CREATE TABLE t (x)"])
    func foreign(sql: String) async throws {
        try await Folder.with { folder in
            try folder.tamper(sql)
            let bytes = try folder.bytes()
            let error = #expect(throws: JournalError.self) { try Journal(at: folder.journal) }
            #expect(error?.code == .unavailable)
            #expect(error?.remedy.contains("--journal") == true)
            #expect(throws: JournalError.self) { try Journal(existingAt: folder.journal) }
            #expect(try folder.bytes() == bytes)
        }
    }

    @Test(
        "refuses what a newer version has written",
        arguments: ["PRAGMA user_version = \(Schema.version + 1)", "INSERT INTO grdb_migrations VALUES ('colours')"]
    )
    func newer(sql: String) async throws {
        try await Folder.with { folder in
            try await Journal(at: folder.journal).add("r1", events: 2)
            try folder.tamper(sql)
            let bytes = try folder.bytes()
            let error = #expect(throws: JournalError.self) { try Journal(at: folder.journal) }
            #expect(error?.code == .newer)
            #expect(throws: JournalError.self) { try Journal(existingAt: folder.journal) }
            #expect(try folder.bytes() == bytes)
        }
    }

    @Test("refuses what is no database, and says which file to move")
    func noDatabase() async throws {
        try await Folder.with { folder in
            try folder.replace(Data("These are my holiday plans, more than sixteen bytes.".utf8))
            let bytes = try folder.bytes()
            let error = #expect(throws: JournalError.self) { try Journal(at: folder.journal) }
            #expect(error?.code == .corrupt)
            #expect(error?.remedy.contains(folder.journal) == true)
            #expect(try folder.bytes() == bytes)
        }
    }

    @Test("says why it cannot", arguments: ["file/journal.sqlite", "folder"])
    func impossible(name: String) async throws {
        try await Folder.with { folder in
            try Data("x".utf8).write(to: URL(filePath: folder / "file"))
            try FileManager.default.createDirectory(atPath: folder / "folder", withIntermediateDirectories: true)
            let error = #expect(throws: JournalError.self) { try Journal(at: folder / name) }
            #expect(error?.code == .unavailable)
            #expect(error?.detail.contains(folder / name) == true)
            #expect(error?.remedy.contains("--journal") == true)
        }
    }

    @Test(
        "in a place where no file can be made says so",
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/self"))
    )
    func readOnly() {
        let error = #expect(throws: JournalError.self) { try Journal(at: "/proc/framectl/journal.sqlite") }
        #expect(error?.code == .unavailable)
    }

    @Test("by many at once makes one journal")
    func together() async throws {
        try await Folder.with { folder in
            try await withThrowingTaskGroup { group in
                for number in 1...8 {
                    group.addTask { try await Journal(at: folder.journal).add("r\(number)", "a\(number)", events: 3) }
                }
                try await group.waitForAll()
            }
            let journal = try Journal(at: folder.journal)
            #expect(try Set(journal.runs().map(\.id)) == Set((1...8).map { "r\($0)" }))
            guard case .whole(8, _) = try journal.verifyLedger() else {
                Issue.record("the list of runs is broken")
                return
            }
        }
    }

    /// A file as an older version has left it, with a run of three events, one of which is the first of a plan.
    private func leave(_ migration: String, in folder: Folder) throws {
        let queue = try DatabaseQueue(path: folder.journal)
        try queue.writeWithoutTransaction { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL") }
        try Schema.migrator.migrate(queue, upTo: migration)
        try queue.write { db in
            let opening = RunOpening(number: 1, id: "r1", subject: .account("a"), holder: .sample, at: .sample)
            let text = try CanonicalJSON().encode(opening)
            var link = ChainHash.origin.followed(by: text)
            try db.execute(
                sql: "INSERT INTO runs (number, id, opening, opening_hash, head) VALUES (1, 'r1', ?1, ?2, ?2)",
                arguments: [String(decoding: text, as: UTF8.self), link.bytes]
            )
            for sequence in 1...3 { try write(.saying("“\(sequence)”/\n", sequence), after: &link, to: db) }
            try db.execute(
                sql: "INSERT INTO claims VALUES (1, 'a', ?, 1, '', 1, '', '')",
                arguments: [ClaimSubject.account("a").apiURL]
            )
        }
        try queue.close()
    }

    /// Writes an event as the versions did that had a row for each.
    private func write(_ event: RunEvent, after link: inout ChainHash, to db: Database) throws {
        let body = try event.canonicalJSON()
        link = link.followed(by: body)
        try db.execute(
            sql: "INSERT INTO events (run, sequence, body, hash) VALUES (1, ?, ?, ?)",
            arguments: [event.sequence, String(decoding: body, as: UTF8.self), link.bytes]
        )
        try db.execute(
            sql: "UPDATE runs SET event_count = ?, head = ? WHERE number = 1",
            arguments: [event.sequence, link.bytes]
        )
    }

    @Test(
        "goes on with what an older version has written",
        arguments: ["runs, events and claims", "events are counted once for each transaction"]
    )
    func older(migration: String) async throws {
        try await Folder.with { folder in
            try leave(migration, in: folder)
            let journal = try Journal(at: folder.journal)
            #expect(try journal.events(of: "r1").map { try $0.event().words } == (1...3).map { "“\($0)”/\n" })
            let writer = try await journal.resume("r1")
            for sequence in 4...6 { writer.enqueue(.numbered(sequence)) }
            await writer.end()
            try await journal.add("r2", "b", events: 5)
            for (run, count) in [("r1", 6), ("r2", 5)] {
                guard case .whole(count, _) = try journal.verify(run) else {
                    Issue.record("\(run) is broken")
                    return
                }
            }
            let version = try journal.connection.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            #expect(version == Schema.version)
        }
    }

    @Test("leaves an older version that is at work meanwhile to its work")
    func olderAtWork() async throws {
        try await Folder.with { folder in
            try leave("events are counted once for each transaction", in: folder)
            let old = try DatabaseQueue(path: folder.journal)
            // An older version may have prepared its statements before.
            try old.read { _ = try Int.fetchOne($0.cachedStatement(sql: "SELECT count(*) FROM events")) }
            let journal = try Journal(at: folder.journal)
            let head = try #require(try journal.events(of: "r1").last?.hash)
            try old.write { db in
                let kept = try Data.fetchOne(db.cachedStatement(sql: "SELECT head FROM runs"))
                var link = try #require(kept.flatMap { ChainHash($0) })
                #expect(link.hex == head)
                for sequence in 4...5 { try write(.numbered(sequence), after: &link, to: db) }
            }
            guard case .whole(5, _) = try journal.verify("r1") else {
                Issue.record("the run is broken: \(try journal.verify("r1"))")
                return
            }
        }
    }

    @Test("syncs each commit and shares the file")
    func pragmas() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let settings = try journal.connection.read { db in
                try ["synchronous", "foreign_keys", "recursive_triggers", "journal_mode", "application_id"].map {
                    try String.fetchOne(db, sql: "PRAGMA \($0)") ?? ""
                }
            }
            #expect(settings == ["2", "1", "1", "wal", "1717793900"])
        }
    }
}
