import FoundationEssentials
import FrameOperations
import Glibc
import Testing

@testable import FrameJournal

@Suite("Opening a journal for reading")
struct JournalReadingTests {
    private func reading(_ path: String, isNamed: Bool) throws(JournalError) -> Journal? {
        try Journal(existingAt: path, isNamed: isNamed)
    }

    private func write(_ path: String, _ bytes: Data = Data()) throws {
        try bytes.write(to: URL(filePath: path))
    }

    @Test("that was never written finds none at the default path, and makes nothing")
    func never() async throws {
        try await Folder.with { folder in
            #expect(try reading(folder / "missing/journal.sqlite", isNamed: false) == nil)
            #expect(try reading(folder.journal, isNamed: false) == nil)
            #expect(try folder.names == [])
            try write(folder.journal)
            #expect(try reading(folder.journal, isNamed: false) == nil)
            #expect(try folder.bytes().isEmpty)
            #expect(try folder.names == ["journal.sqlite"])
            try await Journal(at: folder.journal).add("r1", events: 1)
            for isNamed in [false, true] {
                #expect(try await reading(folder.journal, isNamed: isNamed)?.runs().map(\.id) == ["r1"])
            }
        }
    }

    @Test("that is named and not there says so", arguments: ["journal.sqlite", "missing/journal.sqlite"])
    func missing(name: String) async throws {
        try await Folder.with { folder in
            let error = #expect(throws: JournalError.self) { try reading(folder / name, isNamed: true) }
            #expect(error?.code == .missing)
            #expect(error?.detail.contains("“\(folder / name)” does not exist") == true)
            #expect(error?.remedy.contains("--journal") == true)
            let names = try folder.names
            #expect(names == [])
        }
    }

    @Test("that is named and empty says so")
    func empty() async throws {
        try await Folder.with { folder in
            try write(folder.journal)
            let error = #expect(throws: JournalError.self) { try reading(folder.journal, isNamed: true) }
            #expect(error?.code == .corrupt)
            #expect(error?.detail.contains("is empty") == true)
        }
    }

    @Test(
        "that is gone or empty, while a file of it is still there, is never none, and none is begun in its place",
        arguments: ["-wal", "-locks"],
        [true, false]
    )
    func traces(suffix: String, isGone: Bool) async throws {
        try await Folder.with { folder in
            try write(folder.journal + suffix, Data("x".utf8))
            if !isGone { try write(folder.journal) }
            let errors = [
                #expect(throws: JournalError.self) { try reading(folder.journal, isNamed: false) },
                #expect(throws: JournalError.self) { try reading(folder.journal, isNamed: true) },
                #expect(throws: JournalError.self) { try Journal(at: folder.journal) },
            ]
            for error in errors {
                #expect(error?.code == (isGone ? .unavailable : .corrupt))
                #expect(error?.detail.contains(isGone ? "but “\(folder.journal)\(suffix)” does" : "is empty") == true)
                #expect(error?.remedy.contains("aside") == true)
            }
            #expect(try Data(contentsOf: URL(filePath: folder.journal + suffix)) == Data("x".utf8))
            #expect(FileManager.default.fileExists(atPath: folder.journal) == !isGone)
        }
    }

    @Test("that was emptied behind a link is found out all the same")
    func linked() async throws {
        try await Folder.with { folder in
            try await Journal(at: folder.journal).add("r1", events: 1)
            let link = folder / "link"
            try #require(symlink(folder.journal, link) == 0)
            #expect(try await reading(link, isNamed: true)?.runs().count == 1)
            try #require(truncate(folder.journal, 0) == 0)
            let error = #expect(throws: JournalError.self) { try reading(link, isNamed: false) }
            #expect(error?.code == .corrupt)
        }
    }

    @Test("that lost its tables is not a new one")
    func withoutTables() async throws {
        try await Folder.with { folder in
            try await Journal(at: folder.journal).add("r1", events: 1)
            try FileManager.default.removeItem(atPath: folder.journal)
            try folder.tamper("PRAGMA user_version = 1; PRAGMA user_version = 0")
            for open in [{ try reading(folder.journal, isNamed: false) }, { try Journal(at: folder.journal) }] {
                let error = #expect(throws: JournalError.self) { try open() }
                #expect(error?.code == .corrupt)
            }
        }
    }

    @Test(
        "that is no file says what it is",
        arguments: [("folder", "a folder"), ("pipe", "not a file"), ("link", "a link to")]
    )
    func noFile(name: String, words: String) async throws {
        try await Folder.with { folder in
            try #require(mkdir(folder / "folder", 0o700) == 0)
            try #require(mkfifo(folder / "pipe", 0o600) == 0)
            try #require(symlink(folder / "nothing", folder / "link") == 0)
            for open in [{ try reading(folder / name, isNamed: false) }, { try Journal(at: folder / name) }] {
                let error = #expect(throws: JournalError.self) { try open() }
                #expect(error?.code == .unavailable)
                #expect(error?.detail.contains(words) == true)
            }
        }
    }

    @Test(
        "takes the path for a path, whatever characters are in it",
        arguments: ["a?mode=memory", "100%41", "#", "ü b"]
    )
    func characters(name: String) async throws {
        try await Folder.with { folder in
            try await Journal(at: folder / name).add("r1", events: 1)
            #expect(try folder.names == [name, name + "-locks"].sorted())
            #expect(try await reading(folder / name, isNamed: true)?.runs().map(\.id) == ["r1"])
        }
    }

    @Test("cannot write")
    func readingOnly() async throws {
        try await Folder.with { folder in
            try await Journal(at: folder.journal).add("r1", events: 1)
            let journal = try #require(try reading(folder.journal, isNamed: true))
            #expect(await failure { try await journal.begin("r2") }?.code == .unavailable)
            let resumable = try #require(try Journal(existingAt: folder.journal, isNamed: true, isForReading: false))
            await #expect(throws: Never.self) { try await resumable.resume("r1").end() }
        }
    }

    @Test("without locks is refused as soon as somebody writes")
    func frozen() async throws {
        try await Folder.with { folder in
            try await Journal(at: folder.journal).add("r1", events: 1)
            let file = try #require(try FrozenFile(folder.journal))
            let connection = try Connection(path: folder.journal, .frozen(file))
            #expect(try connection.kind() == .journal)
            let count = { try connection.read { try RunTable(db: $0, path: folder.journal).entries().count } }
            #expect(try count() == 1)
            let writer = try await Journal(at: folder.journal).begin("r2")
            let none = try FrozenFile(folder.journal) == nil
            #expect(none)
            let error = #expect(throws: JournalError.self) { try count() }
            #expect(error?.detail.contains("another process writes to it") == true)
            await writer.end()
            #expect(throws: JournalError.self) { try count() }
        }
    }
}
