import Foundation
import FrameAPI
import Testing

@testable import FrameOperations
@testable import FramectlCommands

/// JSON read back with Foundation.
enum JSONFixture {
    static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
}

@Suite("docs/output.md tells every field, word and status")
struct DocumentationTests {
    private static let text = try? String(
        contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/output.md"),
        encoding: .utf8
    )

    /// The words in backticks that lead the rows of the n-th table of a section.
    static func firstColumn(of heading: String, table number: Int = 0) throws -> [String] {
        let text = try #require(text)
        let section = try #require(text.components(separatedBy: "\n## ").first { $0.hasPrefix(heading) })
        let tables = section.components(separatedBy: "\n\n").filter { $0.hasPrefix("|") }
        return tables[number].split(separator: "\n").dropFirst(2).flatMap { row in
            let cell = row.split(separator: "|").first.map(String.init) ?? ""
            return cell.matches(of: /`([^`]+)`/).map { String($0.1) }
        }
    }

    private static func report() throws -> Report {
        let moment = Date(timeIntervalSince1970: 1_700_000_000)
        let confirmed = try ConfirmedPlan(try plan(at: moment), answer: .yesFlag, ceilings: Ceilings(), at: moment)
        let identity = RunIdentity(
            runID: "r",
            origin: Origin(user: "u", host: "h", pid: 1, version: "v"),
            reason: "why"
        )
        let events = RunEvent.Fact.keeping(confirmed, identity: identity).map {
            RunEvent(sequence: 1, time: moment, fact: $0)
        }
        return try #require(Report(RunState(folding: events)))
    }

    private static func plan(at moment: Date) throws -> Plan {
        try Plan(
            subject: PlanSubject(account: "a", accountName: "A", apiURL: "u", clientID: "c"),
            snapshot: Snapshot(
                pools: [Pool(id: "p", kind: "production", name: "P")],
                sessions: [ActiveSession(id: "s", poolID: "p")],
                takenAt: moment
            ),
            criteria: SelectionCriteria()
        )
    }

    @Test("the fields of the report are those that are printed")
    func report() throws {
        let terminal = RecordingTerminal()
        ReportText(try Self.report()).write(
            as: OutputForm(format: .json),
            style: Style(.recording(terminal), on: .output),
            to: terminal
        )
        let document = try JSONFixture.object(terminal.output)
        #expect(Set(document.keys) == Set(try Self.firstColumn(of: "`framectl.report/1`")))
        #expect(document["schema"] as? String == "framectl.report/1")
        #expect(document["started_at"] as? String == "2023-11-14T22:13:20.000Z")
        let session = try #require((document["sessions"] as? [[String: Any]])?.first)
        #expect(Set(session.keys) == Set(try Self.firstColumn(of: "`framectl.report/1`", table: 1)))
        #expect(session["outcome"] as? String == "not-started")
        #expect(document["exit_status"] as? Int == 3)
    }

    @Test("the totals have every word, and the words are those of the table")
    func words() throws {
        let words = try Self.firstColumn(of: "Words for what became of a session")
        #expect(
            words == [
                "closed", "already-gone", "not-found", "closing", "stuck", "unverified", "failed", "not-started",
                "skipped",
                "newcomer",
            ]
        )
        let totals = ReportDocument(try Self.report()).totals
        #expect(Set(totals.keys) == Set(words))
    }

    @Test("the fields of the plan are those that are printed")
    func plan() throws {
        let plan = try Self.plan(at: Date(timeIntervalSince1970: 1_700_000_000))
        let terminal = RecordingTerminal()
        PlanText(plan).write(
            as: OutputForm(format: .json),
            style: Style(.recording(terminal), on: .output),
            to: terminal
        )
        let document = try JSONFixture.object(terminal.output)
        #expect(Set(document.keys) == Set(try Self.firstColumn(of: "`framectl.plan/1`")))
        #expect(document["confirm"] as? String == "close 1 session")
    }

    @Test("the events are those of the code")
    func events() throws {
        let documented = try Self.firstColumn(of: "Events:")
        let sighting = Sighting(session: "s", pool: "p")
        let facts: [RunEvent.Fact] = [
            .plannedMore(PlannedMore(targets: [], skipped: [])),
            .resumed(Resumed(origin: Origin(user: "u", host: "h", pid: 1, version: "v"), clientID: "c")),
            .hook(Hook(moment: .before, command: "c")),
            .closing(Closing(session: "s", attempt: 1)),
            .withdrawn(Withdrawn(session: "s")),
            .answered(Answered(session: "s", meaning: .accepted, status: 200, serviceTime: nil, detail: nil)),
            .throttled(Throttled(seconds: 1, detail: "")), .witness(Witness(sessions: true)), .closed(sighting),
            .alreadyGone(sighting), .relisted(sighting), .polled(Polled(sessions: 1, missing: 0)),
            .absenceConfirmed(AbsenceConfirmed(session: "s")),
            .newcomer(sighting), .newcomerLeft(sighting),
            .outOfScope(OutOfScope(session: "s", pool: "p", reason: nil)),
            .sweeping(Sweeping(round: 1, targets: [])),
            .leftOpen(LeftOpen(sessions: [])),
            .listed(
                Listed(
                    round: 1,
                    sessions: 1,
                    left: 1,
                    newcomers: 0,
                    missing: 0,
                    unreadable: 0,
                    truncated: nil,
                    witness: true,
                    asked: 0,
                    agreed: 0,
                    age: 0,
                    distrusted: false,
                    open: []
                )
            ),
            .listingFailed(ListingFailed(round: 1, code: "", detail: "")),
            .deadlinePassed(DeadlinePassed(left: 1)), .interrupted,
            .stopped(Stopped(.credentials, detail: "")), .finished(Conclusion(.complete)),
        ]
        let names = try facts.map { fact in
            let line = JSONText.line(RunEvent(sequence: 2, time: Date(timeIntervalSince1970: 0), fact: fact))
            return try #require(try JSONFixture.object(line)["event"] as? String)
        }
        #expect(documented == ["planned"] + names)
    }
}
