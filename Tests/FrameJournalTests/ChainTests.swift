import FoundationEssentials
import FrameOperations
import Testing

@testable import FrameJournal

@Suite("The chain")
struct ChainTests {
    // Computed with another implementation of SHA-256.
    private static let first = "12f0e5e6c23ea0aa93b93b6bfa3dfd2161da93b326a0ca2e17551859e30d3fda"
    private static let second = "f430db052034b1f4b1985468f42ff2b43f5bf7835e24a730aad366a33081d7e9"
    private static let openingOfSecondRun = "44279378b8a12955e763688764ce31240cb28268007c853af98ed2a6f3539d22"

    @Test("is the one that anybody can compute from the texts")
    func pinned() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            try await journal.add("r1", events: 2)
            try await journal.add("r2", events: 0)
            #expect(try await journal.events(of: "r1").map(\.hash) == [Self.first, Self.second])
            #expect(try await journal.verify("r1") == .whole(events: 2, head: Self.second))
            #expect(try await journal.verify("r2") == .whole(events: 0, head: Self.openingOfSecondRun))
            #expect(try await journal.verifyLedger() == .whole(events: 2, head: Self.openingOfSecondRun))
        }
    }

    @Test("of an empty journal is whole")
    func empty() async throws {
        try await Folder.with { folder in
            let verdict = try await Journal(at: folder.journal).verifyLedger()
            #expect(verdict == .whole(events: 0, head: String(repeating: "0", count: 64)))
        }
    }

    /// What was done to a run of five events, and the first event that is not what was written.
    static let damages: [(sql: String, place: Int, words: String)] = [
        (
            "UPDATE events SET body = replace(body, 'event 2', 'event X') WHERE run = 2 AND sequence = 2", 2,
            "does not match"
        ),
        ("UPDATE events SET body = 'no JSON' WHERE run = 2 AND sequence = 4", 4, "does not match"),
        ("UPDATE events SET body = '' WHERE run = 2 AND sequence = 1", 1, "does not match"),
        ("UPDATE events SET body = body || char(0) WHERE run = 2 AND sequence = 3", 3, "does not match"),
        ("UPDATE events SET hash = zeroblob(32) WHERE run = 2 AND sequence = 5", 5, "does not match"),
        ("UPDATE events SET hash = zeroblob(3) WHERE run = 2 AND sequence = 5", 5, "does not match"),
        ("UPDATE events SET sequence = 9 WHERE run = 2 AND sequence = 2", 2, "missing"),
        ("UPDATE events SET sequence = 0 WHERE run = 2 AND sequence = 1", 1, "missing"),
        ("UPDATE events SET run = 9 WHERE run = 2 AND sequence = 5", 5, "missing"),
        ("DELETE FROM events WHERE run = 2 AND sequence = 1", 1, "missing"),
        ("DELETE FROM events WHERE run = 2 AND sequence = 3", 3, "missing"),
        ("DELETE FROM events WHERE run = 2 AND sequence = 5", 5, "missing"),
        ("DELETE FROM events WHERE run = 2", 1, "missing"),
        ("DELETE FROM events WHERE run = 2 AND sequence = 5; UPDATE runs SET event_count = 4", 4, "head"),
        ("UPDATE runs SET event_count = 4", 5, "added"),
        ("UPDATE runs SET event_count = 6", 6, "missing"),
        ("UPDATE runs SET head = zeroblob(32)", 5, "head"),
        ("UPDATE runs SET opening = replace(opening, '4711', '4712') WHERE number = 2", 0, "opening"),
        ("UPDATE runs SET opening_hash = zeroblob(32) WHERE number = 2", 0, "opening"),
        ("UPDATE runs SET opening_hash = zeroblob(32) WHERE number = 1", 0, "opening"),
        ("DELETE FROM runs WHERE number = 1", 0, "the run before it is missing"),
        (
            """
            UPDATE events SET sequence = 9 WHERE run = 2 AND sequence = 2;
            UPDATE events SET sequence = 2 WHERE run = 2 AND sequence = 3;
            UPDATE events SET sequence = 3 WHERE run = 2 AND sequence = 9
            """, 2, "does not match"
        ),
        (
            """
            UPDATE events SET body = (SELECT body FROM events WHERE run = 1 AND sequence = 3),
            hash = (SELECT hash FROM events WHERE run = 1 AND sequence = 3) WHERE run = 2 AND sequence = 3
            """, 3, "does not match"
        ),
        ("INSERT INTO events SELECT 2, 6, body, hash FROM events WHERE run = 2 AND sequence = 5", 6, "does not match"),
    ]

    /// The same for five events in one batch.
    static let damagesOfBatches: [(sql: String, place: Int, words: String)] = [
        ("UPDATE batches SET bodies = replace(bodies, 'event 3', 'event X') WHERE run = 2", 3, "does not match"),
        ("UPDATE batches SET bodies = replace(bodies, char(10), ' ') WHERE run = 2", 1, "does not match"),
        ("UPDATE batches SET bodies = replace(bodies, char(10), char(13, 10)) WHERE run = 2", 1, "does not match"),
        ("UPDATE batches SET bodies = bodies || char(10) WHERE run = 2", 6, "does not match"),
        ("UPDATE batches SET bodies = char(10) || bodies WHERE run = 2", 1, "does not match"),
        ("UPDATE batches SET bodies = '' WHERE run = 2", 1, "does not match"),
        ("UPDATE batches SET bodies = substr(bodies, 1, instr(bodies, char(10)) - 1) WHERE run = 2", 2, "missing"),
        ("UPDATE batches SET bodies = substr(bodies, 1 + instr(bodies, char(10))) WHERE run = 2", 1, "does not match"),
        ("UPDATE batches SET hashes = substr(hashes, 1, 96) WHERE run = 2", 4, "does not match"),
        ("UPDATE batches SET hashes = substr(hashes, 1, 80) WHERE run = 2", 3, "does not match"),
        ("UPDATE batches SET hashes = substr(hashes, 33) WHERE run = 2", 1, "does not match"),
        ("UPDATE batches SET hashes = CAST(hashes || zeroblob(32) AS BLOB) WHERE run = 2", 6, "missing"),
        ("UPDATE batches SET hashes = x'' WHERE run = 2", 1, "does not match"),
        ("UPDATE batches SET first = 2 WHERE run = 2", 1, "missing"),
        ("UPDATE batches SET first = 0 WHERE run = 2", 1, "missing"),
        ("UPDATE batches SET run = 9 WHERE run = 2", 1, "missing"),
        ("DELETE FROM batches WHERE run = 2", 1, "missing"),
        ("INSERT INTO batches SELECT 2, 6, hashes, bodies FROM batches WHERE run = 2", 6, "does not match"),
        ("INSERT INTO batches SELECT 2, 4, hashes, bodies FROM batches WHERE run = 2", 6, "missing"),
    ]

    @Test(
        "shows what was changed, lost, swapped or added, in rows and within one",
        arguments: (damages + damagesOfBatches).indices
    )
    func damaged(index: Int) async throws {
        let damage = (Self.damages + Self.damagesOfBatches)[index]
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            for run in ["r1", "r2", "r3"] { try await journal.add(run, events: 5) }
            try folder.tamper(damage.sql)
            guard case .broken(damage.place, let reason) = try await journal.verify("r2") else {
                Issue.record("\(damage.sql) was not found: \(try await journal.verify("r2"))")
                return
            }
            #expect(reason.contains(damage.words))
            let error = await failure { try await journal.resume("r2") }
            #expect(error?.code == .corrupt)
        }
    }

    @Test("takes nothing more once its head was changed behind the back of its writer")
    func changedHead() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let writer = try await journal.begin("r1")
            try await writer.record(.numbered(1))
            try folder.tamper("UPDATE runs SET head = zeroblob(32)")
            let error = await #expect(throws: OperationsError.self) { try await writer.record(.numbered(2)) }
            #expect(error?.code == .journalFailed)
            await writer.end()
            #expect(try await journal.events(of: "r1").map(\.sequence) == [1])
        }
    }

    @Test(
        "of all runs shows which was changed or removed, the last one too",
        arguments: [
            ("DELETE FROM runs WHERE number = 1", 1), ("DELETE FROM runs WHERE number = 2", 2),
            ("DELETE FROM runs WHERE number = 3", 3), ("DELETE FROM runs", 1),
            ("DELETE FROM runs WHERE number = 3; UPDATE sqlite_sequence SET seq = 2", 3),
            ("UPDATE sqlite_sequence SET seq = 9", 4), ("UPDATE sqlite_sequence SET seq = 2", 3),
            ("UPDATE runs SET opening = replace(opening, 'user', 'root') WHERE number = 2", 2),
            ("UPDATE runs SET id = 'r9' WHERE number = 3", 3),
            ("UPDATE runs SET opening_hash = zeroblob(32) WHERE number = 3", 3),
            ("UPDATE runs SET number = 7 WHERE number = 2", 2),
        ]
    )
    func ledger(sql: String, place: Int) async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            for run in ["r1", "r2", "r3"] { try await journal.add(run, events: 1) }
            try folder.tamper(sql)
            guard case .broken(place, _) = try await journal.verifyLedger() else {
                Issue.record("\(sql) was not found: \(try await journal.verifyLedger())")
                return
            }
        }
    }
}
