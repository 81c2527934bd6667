import FoundationEssentials
import FrameOperations
import Glibc
import Testing

@testable import FrameJournal

@Suite("The claim of an account")
struct ClaimTests {
    @Test("lets no second run of the account begin or go on, and says who holds it")
    func refused() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let other = try Journal(at: folder.journal)
            try await journal.add("r1", events: 1)
            let writer = try await journal.begin("r2")
            let errors = [
                await failure { try await other.begin("r3") },
                await failure { try await other.resume("r1") },
                await failure { try await other.resume("r2") },
                await failure { try await other.refuseIfAlive(.account("a")) },
            ]
            for error in errors {
                #expect(error?.code == .runAlive)
                #expect(error?.detail.contains("run r2 of process 4711 (user@host)") == true)
                #expect(error?.remedy.contains("framectl runs show r2") == true)
            }
            #expect(try await other.runs().map(\.id) == ["r1", "r2"])
            #expect(try await other.runs().map(\.isAlive) == [false, true])
            await writer.end()
        }
    }

    @Test("is one, whatever link leads to the file; a file with a second name is refused")
    func links() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let writer = try await journal.begin("r1")
            let (link, name) = (folder.journal + ".link", folder.journal + ".name")
            try #require(symlink(folder.journal, link) == 0)
            let linked = try Journal(at: link)
            #expect(linked.path == journal.path)
            await #expect(throws: JournalError.self) { try await linked.refuseIfAlive(.account("a")) }
            #expect(await failure { try await linked.begin("r2") }?.code == .runAlive)
            await writer.end()
            try #require(Glibc.link(folder.journal, name) == 0)
            for path in [folder.journal, name] {
                #expect(#expect(throws: JournalError.self) { try Journal(at: path) }?.code == .unavailable)
            }
        }
    }

    @Test("leaves other accounts, and the account at other services, alone")
    func others() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let first = try await journal.begin("r1", "a")
            let second = try await journal.begin("r2", "b")
            try await journal.refuseIfAlive(.account("c"))
            try await journal.refuseIfAlive(ClaimSubject(account: "a", apiURL: "https://api.difr.com/v1"))
            await #expect(throws: JournalError.self) { try await journal.refuseIfAlive(.account("a")) }
            await first.end()
            try await journal.refuseIfAlive(.account("a"))
            await #expect(throws: JournalError.self) { try await journal.refuseIfAlive(.account("b")) }
            await second.end()
        }
    }

    @Test("is free again when its run has ended")
    func released() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            try await journal.add("r1", events: 2)
            #expect(try await journal.record(of: "r1").isAlive == false)
            let writer = try await journal.begin("r2")
            #expect(writer.takenOver == nil)
            await writer.end()
        }
    }

    @Test("is taken over from a run that died, which is named, with what it reserved")
    func takenOver() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            var dead: RunWriter? = try await journal.begin("r1", reserving: 8192)
            try await dead?.record(.numbered(1))
            dead = nil
            try Data(count: 8192).write(to: URL(filePath: folder.journal + "-reserve-r1"))
            let writer = try await Journal(at: folder.journal).begin("r2", reserving: 4096)
            #expect(writer.takenOver?.id == "r1")
            #expect(writer.takenOver?.eventCount == 1)
            #expect(writer.takenOver?.lastEvent?.words == "event 1")
            #expect(try folder.names.filter { $0.contains("reserve") } == ["journal.sqlite-reserve-r2"])
            await writer.end()
        }
    }

    @Test("tells of a run that ended its work but not its log")
    func unended() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let first = try await journal.begin("r1")
            await first.end()
            let second = try await journal.begin("r2")
            #expect(second.takenOver?.id == "r1")
            await second.end()
            let resumed = try await journal.resume("r1")
            #expect(resumed.takenOver?.id == "r2")
            await resumed.end()
            let again = try await journal.resume("r1")
            #expect(again.takenOver == nil)
            await again.end()
        }
    }

    @Test("names whoever went on with a run")
    func resumed() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            try await journal.add("r1", events: 1)
            let writer = try await journal.resume("r1")
            #expect(writer.id == "r1" && writer.lastSequence == 1)
            let error = await failure { try await journal.begin("r2") }
            #expect(error?.detail.contains("run r1 of process 4712 (user@other)") == true)
            await writer.end()
        }
    }

    @Test("is over when it is released, even while a process that is being started has a hold on the file")
    func heldOpen() async throws {
        try await Folder.with { folder in
            let path = folder.journal
            let lock = try #require(try ClaimLock.take(3, beside: path))
            let file = JournalPath.locks(of: path)
            let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
                CInt($0)
            }
            let held = try #require(
                descriptors.first {
                    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == file
                }
            )
            let inherited = dup(held)
            defer { close(inherited) }
            lock.release()
            #expect(try ClaimLock.take(3, beside: path) != nil)
        }
    }

    @Test("is a lock of the system on one byte, which goes with whoever holds it")
    func processes() async throws {
        try await Folder.with { folder in
            let path = folder.journal
            let lock = try ClaimLock.take(3, beside: path)
            #expect(lock != nil)
            #expect(try ClaimLock.take(3, beside: path) == nil)
            #expect(try ClaimLock.held(among: [1, 3, 4], beside: path) == [3])
            let other = try ClaimLock.take(4, beside: path)
            #expect(try ClaimLock.held(among: [1, 3, 4], beside: path) == [3, 4])
            lock?.release()
            #expect(try ClaimLock.held(among: [1, 3, 4], beside: path) == [4])
            other?.release()
            #expect(try ClaimLock.held(among: [1], beside: folder / "missing") == [])
        }
    }
}
