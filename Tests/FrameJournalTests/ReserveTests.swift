import FoundationEssentials
import GRDB
import Testing

@testable import FrameJournal
@testable import FrameOperations

@Suite("Room for a run")
struct ReserveTests {
    @Test("is kept until its end")
    func kept() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let writer = try await journal.begin("r1", reserving: 100_000)
            let reserve = URL(filePath: folder.journal + "-reserve-r1")
            #expect(try Data(contentsOf: reserve).count == 100_000)
            await writer.end()
            #expect(try folder.names.allSatisfy { !$0.contains("reserve") })
            let resumed = try await journal.resume("r1", reserving: 5_000)
            #expect(try Data(contentsOf: reserve).count == 5_000)
            await resumed.end()
            #expect(try folder.names.allSatisfy { !$0.contains("reserve") })
        }
    }

    @Test("that the disk does not have keeps the run from beginning, and nothing is left behind")
    func refused() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let error = await failure { try await journal.begin("r1", reserving: 1 << 60) }
            #expect(error?.code == .full)
            #expect(error?.detail.contains("“\(folder.journal)”") == true)
            #expect(error?.remedy.contains("--journal") == true)
            #expect(try await journal.runs() == [])
            #expect(try folder.names.allSatisfy { !$0.contains("reserve") })
            try await journal.add("r1", events: 1)
            #expect(await failure { try await journal.resume("r1", reserving: 1 << 60) }?.code == .full)
            try await journal.refuseIfAlive(.account("a"))
        }
    }

    /// Lets the disk be full for the events of a writer until a file is gone.
    private func fill(_ writer: RunWriter, while file: String) async throws {
        let room = DatabaseFunction("room", argumentCount: 0) { _ in
            if FileManager.default.fileExists(atPath: file) { throw DatabaseError(resultCode: .SQLITE_FULL) }
            return nil
        }
        try await writer.connection.write { db in
            db.add(function: room)
            try db.execute(sql: "CREATE TEMP TRIGGER full BEFORE INSERT ON main.batches BEGIN SELECT room(); END")
        }.get()
    }

    @Test("is given back when the disk is full, and the commit is tried again")
    func spent() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let writer = try await journal.begin("r1", reserving: 4096)
            let reserve = folder.journal + "-reserve-r1"
            try await writer.record(.numbered(1))
            try await fill(writer, while: reserve)
            try await writer.record(.numbered(2))
            #expect(!FileManager.default.fileExists(atPath: reserve))
            await writer.end()
            guard case .whole(2, _) = try await journal.verify("r1") else {
                Issue.record("the run is broken")
                return
            }
        }
    }

    @Test("that does not help ends the writing, and the user is told what to do")
    func full() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let writer = try await journal.begin("r1", reserving: 4096)
            try await writer.record(.numbered(1))
            try await fill(writer, while: folder.journal)
            for sequence in 2...3 {
                let error = await #expect(throws: OperationsError.self) { try await writer.record(.numbered(sequence)) }
                #expect(error?.code == .journalFailed)
                #expect(error?.journalFailure?.underlying.contains("no room is left") == true)
                #expect(error?.journalFailure?.run == "r1")
                #expect(error?.journalFailure?.remedy == .makeRoom)
            }
            await writer.end()
            guard case .whole(1, _) = try await journal.verify("r1") else {
                Issue.record("the run is broken")
                return
            }
        }
    }
}
