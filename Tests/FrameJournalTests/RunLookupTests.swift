import FrameOperations
import Testing

@testable import FrameJournal

@Suite("Looking a run up")
struct RunLookupTests {
    private static let ids = ["20261122T180500Z-abcd", "20261122T180501Z-abce", "20261123T090000Z-abcd", "20261123T09"]

    private func journal(_ folder: Folder) async throws -> Journal {
        let journal = try Journal(at: folder.journal)
        for id in Self.ids { try await journal.add(id, events: 2) }
        return journal
    }

    @Test(
        "takes its id, or a beginning or an end that only it has",
        arguments: [
            ("20261122T180500Z-abcd", 0), ("20261122T180500", 0), ("00Z-abce", nil), ("01Z-abce", 1), ("e", 1),
            ("20261123T09", 3), ("9", 3),
        ] as [(String, Int?)]
    )
    func found(part: String, index: Int?) async throws {
        try await Folder.with { folder in
            let journal = try await journal(folder)
            guard let index else {
                await #expect(throws: JournalError.self) { try await journal.record(of: part) }
                return
            }
            #expect(try await journal.record(of: part).id == Self.ids[index])
            #expect(try await journal.events(of: part).count == 2)
        }
    }

    @Test("names those that could be meant", arguments: ["20261122T", "abcd", "2"])
    func ambiguous(part: String) async throws {
        try await Folder.with { folder in
            let journal = try await journal(folder)
            let error = await #expect(throws: JournalError.self) { try await journal.record(of: part) }
            #expect(error?.code == .ambiguousRun)
            #expect(error?.detail.contains(Self.ids[0]) == true)
            #expect(error?.remedy.contains("framectl runs list") == true)
        }
    }

    @Test("names the latest when there is no such run", arguments: ["x", "", "%", "_", "*", "'"])
    func unknown(part: String) async throws {
        try await Folder.with { folder in
            let journal = try await journal(folder)
            let error = await #expect(throws: JournalError.self) { try await journal.verify(part) }
            #expect(error?.code == .unknownRun)
            #expect(error?.detail.contains(Self.ids[3]) == true)
            #expect(error?.remedy.contains("framectl runs list") == true)
        }
    }

    @Test("tells what is known of it")
    func record() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            try await journal.add("r1", "a", events: 3)
            let writer = try await journal.begin("r2", "b")
            let records = try await journal.runs()
            #expect(records.map(\.id) == ["r1", "r2"])
            #expect(records.map(\.subject) == [.account("a"), .account("b")])
            #expect(records.allSatisfy { $0.holder == .sample && $0.begunAt == .sample })
            #expect(records.map(\.eventCount) == [3, 0])
            #expect(records.map { $0.firstEvent?.words } == ["event 1", nil])
            #expect(records.map { $0.lastEvent?.words } == ["the end", nil])
            #expect(records.map(\.isAlive) == [false, true])
            #expect(try await journal.record(of: "r2") == records[1])
            await writer.end()
        }
    }

    @Test("refuses a second run of the same id, and an id that is no file name", arguments: ["r1", "", "../r", "a b"])
    func ids(id: String) async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            try await journal.add("r1", events: 1)
            let error = await failure { try await journal.begin(id, reserving: 4096) }
            #expect(error?.code == .unavailable)
            #expect(try await journal.runs().map(\.id) == ["r1"])
            #expect(try folder.names.allSatisfy { !$0.contains("reserve") })
        }
    }

    @Test("goes through long logs")
    func long() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            try await journal.add("r1", events: 600)
            var sequences: [Int] = []
            try await journal.forEachEvent(of: "r1") { event in
                sequences.append(event.sequence)
            }
            #expect(sequences == Array(1...600))
            struct Enough: Error {}
            await #expect(throws: Enough.self) {
                try await journal.forEachEvent(of: "r1") { _ throws in throw Enough() }
            }
        }
    }
}
