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

    @Test("leaves somebody else's database as it is", arguments: ["PRAGMA application_id = 7", "CREATE TABLE t (x)"])
    func foreign(sql: String) async throws {
        try await Folder.with { folder in
            try folder.tamper(sql)
            let bytes = try folder.bytes()
            let error = #expect(throws: JournalError.self) { try Journal(at: folder.journal) }
            #expect(error?.code == .unavailable)
            #expect(error?.remedy.contains("--journal") == true)
            #expect(throws: JournalError.self) { try Journal(existingAt: folder.journal, isNamed: false) }
            #expect(try folder.bytes() == bytes)
        }
    }

    @Test("refuses what a newer version has written")
    func newer() async throws {
        try await Folder.with { folder in
            try await Journal(at: folder.journal).add("r1", events: 2)
            try folder.tamper("PRAGMA user_version = \(Schema.version + 1)")
            let bytes = try folder.bytes()
            let error = #expect(throws: JournalError.self) { try Journal(at: folder.journal) }
            #expect(error?.code == .newer)
            #expect(throws: JournalError.self) { try Journal(existingAt: folder.journal, isNamed: false) }
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
            #expect(try await Set(journal.runs().map(\.id)) == Set((1...8).map { "r\($0)" }))
            guard case .whole(8, _) = try await journal.verifyLedger() else {
                Issue.record("the list of runs is broken")
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
