import FoundationEssentials
import Glibc
import GRDB
import Testing

@testable import FrameJournal
@testable import FrameOperations

@Suite("The files of a run that is written")
struct JournalFilesTests {
    /// What is done to the files, by the path of the journal, and what is said of it.
    struct Attack: Sendable, CustomStringConvertible {
        let description: String
        let words: String
        let act: @Sendable (String) throws -> Void
    }

    static let attacks = ["", "-wal", "-shm", "-locks"].flatMap { suffix in
        [
            Attack(description: "\(suffix) deleted", words: " was deleted while it was in use") {
                try Files.remove($0 + suffix)
            },
            Attack(description: "\(suffix) moved", words: "was moved to “") {
                try Files.move($0 + suffix, $0 + ".old")
            },
            Attack(description: "\(suffix) replaced", words: "was replaced by another file") {
                try Files.copy($0 + suffix, $0 + ".copy")
                try Files.move($0 + ".copy", $0 + suffix)
            },
        ]
    }

    static let truncations = ["", "-wal"].flatMap { suffix in
        [0, 2].map { divisor in
            Attack(description: "\(suffix) truncated to 1/\(divisor)", words: "was truncated from ") {
                let size = try FileStamp($0 + suffix).size
                try #require(truncate($0 + suffix, divisor == 0 ? 0 : size / divisor) == 0)
            }
        }
    }

    /// What needs pages of its own.
    private static let long = String(repeating: "words ", count: 4_000)

    /// A journal with an earlier run in the file and a run of two events in the log.
    private func running(_ folder: Folder) async throws -> RunWriter {
        try await Journal(at: folder.journal).add("r0", "z", events: 300)
        let writer = try await Journal(at: folder.journal).begin("r1")
        for sequence in 1...2 { try await writer.record(.numbered(sequence)) }
        return writer
    }

    @Test("have to stay what they are, or the next event is not durable", arguments: attacks + truncations)
    func attacked(attack: Attack) async throws {
        try await Folder.with { folder in
            let writer = try await running(folder)
            try attack.act(folder.journal)
            for sequence in [3, 4] {
                let error = await #expect(throws: OperationsError.self) { try await writer.record(.numbered(sequence)) }
                let failure = try #require(error?.journalFailure)
                #expect(failure.underlying.contains(attack.words), "\(failure.underlying)")
                #expect(failure.remedyWords.contains("framectl "))
            }
            await writer.end()
        }
    }

    @Test(
        "are checked after the commit as well, whatever this run has written to them",
        arguments: [
            Attack(description: "deleted", words: "was deleted") { unlink($0) },
            Attack(description: "log overwritten", words: "was altered by another program") {
                try Files.overwrite($0 + "-wal", upTo: try FileStamp($0 + "-wal").size)
            },
        ]
    )
    func whileWriting(attack: Attack) async throws {
        try await Folder.with { folder in
            let writer = try await running(folder)
            let function = DatabaseFunction("attack", argumentCount: 0) { _ in
                try attack.act(folder.journal)
                return nil
            }
            try await writer.connection.write { db in
                db.add(function: function)
                try db.execute(
                    sql: "CREATE TEMP TRIGGER attack BEFORE INSERT ON main.batches BEGIN SELECT attack(); END"
                )
            }.get()
            let error = await #expect(throws: OperationsError.self) { try await writer.record(.numbered(3)) }
            #expect(error?.journalFailure?.underlying.contains(attack.words) == true)
            await writer.end()
        }
    }

    @Test("have a log whose header is SQLite's: it may begin anew, and be no other log")
    func header() async throws {
        try await Folder.with { folder in
            let writer = try await running(folder)
            let first = LogHeader(of: folder.journal)
            try await writer.record(.numbered(3))
            #expect(LogHeader(of: folder.journal) == first)
            #expect(first.continues(first))
            // All of it moves into the journal, and the next event is the first of a new log.
            let other = try DatabaseQueue(path: folder.journal)
            try await other.writeWithoutTransaction { _ = try $0.checkpoint(.restart) }
            try other.close()
            try await writer.record(.numbered(4))
            let second = LogHeader(of: folder.journal)
            #expect(second != first)
            #expect(second.continues(first))
            #expect(!first.continues(second))
            try Files.overwrite(folder.journal + "-wal", upTo: 4)
            #expect(LogHeader(of: folder.journal) == .foreign)
            #expect(!LogHeader(of: folder.journal).continues(second))
            await writer.end()
        }
    }

    @Test("that were moved hold every event, and can be moved back")
    func moved() async throws {
        try await Folder.with { folder in
            let writer = try await running(folder)
            let place = folder.journal + ".old"
            try Files.move(folder.journal, place)
            let error = await #expect(throws: OperationsError.self) { try await writer.record(.numbered(3)) }
            #expect(error?.journalFailure?.underlying.contains("“\(place)”") == true)
            #expect(error?.journalFailure?.remedyWords.contains("Move it back") == true)
            await writer.end()
            // What is left of the log at the old path would be taken for that of the journal that comes back.
            #expect(try folder.names == ["journal.sqlite-locks", "journal.sqlite.old"])
            #expect(try await Journal(existingAt: place, isNamed: true)?.events(of: "r1").count == 2)
            try Files.move(place, folder.journal)
            let resumed = try await Journal(at: folder.journal).resume("r1")
            try await resumed.record(.numbered(3))
            await resumed.end()
            guard case .whole(3, _) = try await Journal(at: folder.journal).verify("r1") else {
                Issue.record("the run is broken")
                return
            }
        }
    }

    @Test("whose log was damaged are left as they are: what was written before can be read, and is what was written")
    func damagedLog() async throws {
        try await Folder.with { folder in
            let writer = try await running(folder)
            try await writer.record(.saying(Self.long, 3))
            let size = try FileStamp(folder.journal + "-wal").size
            for sequence in 4...6 { try await writer.record(.numbered(sequence)) }
            try #require(truncate(folder.journal + "-wal", size) == 0)
            let before = try folder.bytes()
            await #expect(throws: OperationsError.self) { try await writer.record(.numbered(7)) }
            await writer.end()
            #expect(try folder.bytes() == before)
            // As after the end of the process, of whose lost log nobody has an index.
            try Files.copy(folder.journal, folder / "copy")
            try Files.copy(folder.journal + "-wal", folder / "copy-wal")
            let copy = try Journal(at: folder / "copy")
            for (run, events) in [("r0", 300), ("r1", 3)] {
                guard case .whole(events, _) = try await copy.verify(run) else {
                    Issue.record("\(run) is broken")
                    return
                }
            }
        }
    }

    @Test("hold every event, not the last alone, after another program has written to them")
    func overwritten() async throws {
        try await Folder.with { folder in
            let writer = try await running(folder)
            try await writer.record(.saying(Self.long, 3))
            let size = try FileStamp(folder.journal + "-wal").size
            for sequence in 4...40 { try await writer.record(.numbered(sequence)) }
            try Files.overwrite(folder.journal + "-wal", upTo: size)
            let error = await #expect(throws: OperationsError.self) { try await writer.record(.numbered(41)) }
            let words = error?.journalFailure?.underlying ?? ""
            #expect(words.contains("was altered by another program"), "\(words)")
            await writer.end()
        }
    }

    @Test(
        "are read as a whole at the end, if another program has written to them so often that they were not read before"
    )
    func overwrittenEarlier() async throws {
        try await Folder.with { folder in
            let writer = try await running(folder)
            try await writer.record(.saying(Self.long, 3))
            let size = try FileStamp(folder.journal + "-wal").size
            // A long run whose budget is spent.
            for sequence in 4...700 { writer.enqueue(.numbered(sequence)) }
            for sequence in 701...705 {
                try await writer.record(.numbered(sequence))
                try Files.overwrite(folder.journal + "-wal", from: 24, upTo: 24)
            }
            try await writer.record(.numbered(706))
            try Files.overwrite(folder.journal + "-wal", upTo: size)
            await #expect(throws: OperationsError.self) { try await writer.record(.ending(707)) }
            await writer.end()
        }
    }

    @Test("may be moved away and back, and have their log moved into them by somebody else")
    func harmless() async throws {
        try await Folder.with { folder in
            let writer = try await running(folder)
            try Files.move(folder.journal, folder / "x")
            try Files.move(folder / "x", folder.journal)
            try #require(chmod(folder.journal, 0o640) == 0)
            try await writer.record(.numbered(3))
            let other = try DatabaseQueue(path: folder.journal)
            try await other.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            try other.close()
            #expect(try FileStamp(folder.journal + "-wal").size == 0)
            try await writer.record(.numbered(4))
            await writer.end()
            #expect(try await Journal(at: folder.journal).events(of: "r1").count == 4)
        }
    }

    @Test("are to be found by the path that was opened, links and all")
    func links() async throws {
        try await Folder.with { folder in
            let link = folder / "link"
            try #require(mkdir(folder / "other", 0o700) == 0)
            try #require(symlink(folder.path, link) == 0)
            let writer = try await Journal(at: link + "/journal.sqlite").begin("r1")
            try await writer.record(.numbered(1))
            try Files.remove(link)
            try #require(symlink(folder / "other", link) == 0)
            let error = await #expect(throws: OperationsError.self) { try await writer.record(.numbered(2)) }
            let words = error?.journalFailure?.underlying ?? ""
            #expect(words.contains("the original is now “\(folder.journal)”"), "\(words)")
            await writer.end()
            #expect(try await Journal(at: folder.journal).events(of: "r1").count == 1)
        }
    }

    @Test(
        "are those that were opened when the run begins",
        arguments: attacks.filter { !$0.description.hasPrefix("-locks") }
    )
    func beforeBegin(attack: Attack) async throws {
        try await Folder.with { folder in
            try await Journal(at: folder.journal).add("r0", "z", events: 3)
            let journal = try Journal(at: folder.journal)
            try attack.act(folder.journal)
            for error in [
                await failure { try await journal.begin("r1") }, await failure { try await journal.resume("r0") },
            ] {
                #expect(error?.code == .unavailable)
                #expect(error?.detail.contains("while it was in use") == true, "\(error?.detail ?? "")")
                #expect(error?.remedy.contains("Nothing was closed") == true)
            }
        }
    }

    @Test("of locks that were replaced between two runs are no fault")
    func locksBetween() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            try await journal.add("r1", events: 1)
            try Files.remove(folder.journal + "-locks")
            try await journal.add("r2", events: 1)
            #expect(try await journal.runs().count == 2)
        }
    }
}

/// Files by their paths.
private enum Files {
    static func remove(_ path: String) throws { try #require(unlink(path) == 0) }

    static func move(_ path: String, _ place: String) throws { try #require(rename(path, place) == 0) }

    /// Writes zeros over bytes of a file; none change its time alone.
    static func overwrite(_ path: String, from start: Int = 0, upTo end: Int) throws {
        let file = open(path, O_WRONLY)
        try #require(file >= 0)
        defer { close(file) }
        if start == end { try #require(futimens(file, nil) == 0) }
        let zeros = [UInt8](repeating: 0, count: end - start)
        try #require(pwrite(file, zeros, zeros.count, start) == zeros.count)
    }

    static func copy(_ path: String, _ place: String) throws {
        try Data(contentsOf: URL(filePath: path)).write(to: URL(filePath: place))
    }
}
