import Foundation
import FrameSimulator
import Testing

@Suite("A record that somebody has changed")
struct TamperedRecordTests {
    /// Statements that change a record of three runs, and where `runs verify` finds that: a part of its line.
    struct Change: Sendable, CustomStringConvertible {
        let description: String
        let statements: String
        let run: Int
        let place: String
    }

    private static let changes = [
        Change(
            description: "an event is deleted",
            statements: "DELETE FROM events WHERE run = 2 AND sequence = 7",
            run: 2,
            place: "at 7: it is missing: event 8 stands in its place"
        ),
        Change(
            description: "an event is deleted and the ones after it move up",
            statements: """
                DELETE FROM events WHERE run = 2 AND sequence = 7;
                UPDATE events SET sequence = -sequence WHERE run = 2 AND sequence > 7;
                UPDATE events SET sequence = -sequence - 1 WHERE run = 2 AND sequence < 0;
                """,
            run: 2,
            place: "at 7: it does not match its hash"
        ),
        Change(
            description: "two texts change places",
            statements: """
                CREATE TEMP TABLE kept AS SELECT sequence, body FROM events WHERE run = 2 AND sequence IN (5, 9);
                UPDATE events SET body = (SELECT body FROM kept WHERE sequence = 14 - events.sequence)
                WHERE run = 2 AND sequence IN (5, 9);
                """,
            run: 2,
            place: "at 5: it does not match its hash"
        ),
        Change(
            description: "an event is written anew with another number",
            statements: "UPDATE events SET sequence = 1000 WHERE run = 2 AND sequence = 4",
            run: 2,
            place: "at 4: it is missing: event 5 stands in its place"
        ),
        Change(
            description: "a text gets a blank more, which its JSON allows",
            statements: "UPDATE events SET body = body || ' ' WHERE run = 2 AND sequence = 6",
            run: 2,
            place: "at 6: it does not match its hash"
        ),
        Change(
            description: "the tail is cut",
            statements: "DELETE FROM events WHERE run = 2 AND sequence > 10",
            run: 2,
            place: "at 11: it is missing: the run had "
        ),
        Change(
            description: "the tail is cut and the count adapted",
            statements: """
                DELETE FROM events WHERE run = 2 AND sequence > 10;
                UPDATE runs SET event_count = 10 WHERE number = 2;
                """,
            run: 2,
            place: "at 10: the head of the run is another"
        ),
        Change(
            description: "an event of another run is put at the end",
            statements: """
                INSERT INTO events SELECT 2, event_count + 1, e.body, e.hash FROM runs
                JOIN events e ON e.run = 1 AND e.sequence = 2 WHERE number = 2;
                """,
            run: 2,
            place: "it "
        ),
        Change(
            description: "the head is another",
            statements: "UPDATE runs SET head = flip(head, 3) WHERE number = 3",
            run: 3,
            place: "the head of the run is another"
        ),
        Change(
            description: "the count is smaller than what is there",
            statements: "UPDATE runs SET event_count = event_count - 1 WHERE number = 1",
            run: 1,
            place: "it was added: the run had "
        ),
        Change(
            description: "the opening of a run names another user",
            statements: "UPDATE runs SET opening = json_set(opening, '$.user', 'nobody') WHERE number = 2",
            run: 2,
            place: "at 0: the opening of the run does not match its hash"
        ),
        Change(
            description: "the hash of an opening is another",
            statements: "UPDATE runs SET opening_hash = flip(opening_hash, 31) WHERE number = 1",
            run: 1,
            place: "at 0: the opening of the run does not match its hash"
        ),
    ]

    @Test("is found out by runs verify, which ends with 1 and names the run and the place", arguments: changes)
    func changed(change: Change) async throws {
        try await RecordedEvenings.shared.copied { home, runs in
            try await Tampering.change(home.journal, change.statements)
            let result = try await home.runs("verify", "--output", "csv")
            #expect(result.status == 1)
            let line = result.output.split(separator: "\r\n").first { $0.hasPrefix(runs[change.run - 1]) }
            #expect(line?.contains(",broken,") == true)
            #expect(line?.contains(change.place) == true, "\(result.everything)")
        }
    }

    @Test("a run that is gone is missed by the list of runs", arguments: 1...3)
    func removed(number: Int) async throws {
        try await RecordedEvenings.shared.copied { home, _ in
            try await Tampering.change(
                home.journal,
                "DELETE FROM events WHERE run = \(number); DELETE FROM claims; DELETE FROM runs WHERE number = \(number);"
            )
            let result = try await home.runs("verify")
            #expect(result.status == 1)
            #expect(result.output.contains("at \(number): the run is missing"), "\(result.everything)")
        }
    }

    @Test("a byte of any event or of its hash is not changed unseen")
    func flipped() async throws {
        try await RecordedEvenings.shared.copied { home, runs in
            let count = try await home.events(of: runs[1]).count
            #expect(count >= 40)
            try await Tampering.change(home.journal, "CREATE TABLE kept AS SELECT * FROM batches")
            let mend = "DELETE FROM batches WHERE run = 2; INSERT INTO batches SELECT * FROM kept WHERE run = 2;"
            for sequence in 1...count {
                let flip =
                    sequence.isMultiple(of: 5)
                    ? "hashes = flip(hashes, 32 * (\(sequence) - first) + \(sequence * 7 % 32))"
                    : "bodies = CAST(flip_line(CAST(bodies AS BLOB), \(sequence) - first, \(sequence * 37)) AS TEXT)"
                let batch = "first <= \(sequence) AND \(sequence) < first + length(hashes) / 32"
                try await Tampering.change(
                    home.journal,
                    mend + "UPDATE batches SET \(flip) WHERE run = 2 AND \(batch)"
                )
                let broken = try await home.runs("verify", runs[1])
                #expect(broken.status == 1)
                #expect(broken.output.contains("at \(sequence): it "), "\(broken.everything)")
            }
            try await Tampering.change(home.journal, mend)
            try await home.expectWhole()
        }
    }

    @Test("a tail cut together with head and count is seen by whoever noted the last hash down, and by nobody else")
    func cutClean() async throws {
        try await RecordedEvenings.shared.copied { home, runs in
            let verified = try await home.runs("verify", runs[2], "--output", "json").json()
            let head = try #require((verified["runs"] as? [[String: Any]])?.first?["head"] as? String)
            #expect(try await home.runs("verify", runs[2], "--head", head).status == 0)
            try await Tampering.change(
                home.journal,
                """
                DELETE FROM events WHERE run = 3 AND sequence > 10;
                UPDATE runs SET event_count = 10, head = (SELECT hash FROM events WHERE run = 3 AND sequence = 10)
                WHERE number = 3;
                """
            )
            try await home.expectWhole()
            let result = try await home.runs("verify", runs[2], "--head", head)
            #expect(result.status == 1)
            #expect(result.output.contains("another hash was expected"))
        }
    }

    @Test("is not gone on with, and the service is not asked to close anything")
    func resumed() async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery("\"stuck_percent\": 100")) { service in
                let service = service.recording(in: home)
                #expect(try await service.framectl("close", "--yes", "--deadline", "1s").status == 3)
                let run = try #require(try await home.list().first).runID
                try await Tampering.change(
                    home.journal,
                    "UPDATE events SET body = replace(body, 'visitor1\"', 'guard1\"') WHERE sequence = 1"
                )
                let before = service.deletes.count
                let result = try await service.framectl("runs", "resume", run, "--output", "json")
                #expect(result.status == 78)
                #expect(try result.json()["code"] as? String == "journal-corrupt")
                #expect(result.talk.contains("at event 1"))
                #expect(service.deletes.count == before)
            }
        }
    }
}
