import FrameOperations
import Testing

@testable import FrameAPI
@testable import FramectlCommands

@Suite("What wait-empty prints")
struct WaitEmptyTests {
    private static let left = [
        Plan.Target(id: "s1", poolID: "p1"), Plan.Target(id: "s2", poolID: "p1"), Plan.Target(id: "s3", poolID: "p2"),
    ]
    private static let refused = FrameAPIError(.unauthorized, detail: "no", remedy: "Mend it", status: 401)
    private static let unreachable = FrameAPIError(.unreachable, detail: "no route", remedy: "Mend it")

    private static func result(_ verdict: EmptyVerdict, left: [Plan.Target]? = []) -> EmptyResult {
        EmptyResult(verdict: verdict, checks: 7, left: left, unknown: [], waited: .milliseconds(61_250))
    }

    @Test(
        "ends with the status of the verdict",
        arguments: [
            (EmptyVerdict.empty, 0), (.notEmpty, 3), (.mayBeTruncated(count: 25), 3), (.unknown(count: 1), 3),
            (.unverified(count: 1), 3), (.notFound, 3), (.interrupted, 130),
            (.failed(refused), 77), (.failed(unreachable), 69),
        ]
    )
    func status(verdict: EmptyVerdict, status: Int) throws {
        #expect(FramectlCommands.ExitStatus(verdict).rawValue == Int32(status))
        let terminal = RecordingTerminal()
        write(Self.result(verdict), as: .json, to: terminal)
        let document = try JSONFixture.object(terminal.output)
        #expect(document["exit_status"] as? Int == status)
        #expect(document["empty"] as? Bool == (status == 0))
        #expect(document["checks"] as? Int == 7)
        #expect(document["waited_seconds"] as? Double == 61.25)
        #expect((document["sessions_left"] as? [Any])?.isEmpty == true)
    }

    @Test("names every session that is left in json, and the first of them in text")
    func left() throws {
        let terminal = RecordingTerminal()
        write(Self.result(.notEmpty, left: Self.left), as: .json, to: terminal)
        let sessions = try #require(try JSONFixture.object(terminal.output)["sessions_left"] as? [[String: String]])
        #expect(sessions.map { $0["id"] } == ["s1", "s2", "s3"])
        #expect(sessions.map { $0["pool_id"] } == ["p1", "p1", "p2"])
        let text = RecordingTerminal()
        let many = (1...25).map { Plan.Target(id: SessionID("s\($0)"), poolID: "p1") }
        write(Self.result(.notEmpty, left: many), as: .text, to: text)
        let lines = text.output.split(separator: "\n")
        #expect(lines.count == 1 + 20 + 1 + 1)
        #expect(lines.last == "Not empty after 61.3 s: 25 sessions in scope left in 1 pool.")
        #expect(text.output.contains("… and 5 more"))
    }

    @Test("past the deadline, which bounds no check that is under way, is told as that")
    func pastDeadline() {
        let words = WaitView.heartbeat("no session in scope is listed", after: .seconds(5), of: .seconds(6))
        #expect(words == "Waiting: no session in scope is listed, 5 s of at most 6s")
        let past = WaitView.heartbeat("no session in scope is listed", after: .milliseconds(5_010), of: .seconds(1))
        #expect(past == "Waiting: no session in scope is listed, 5 s; finishing the last check (deadline 1s)")
    }

    @Test("while it waits is a line whenever something changes, and none when nothing does")
    func view() {
        let terminal = RecordingTerminal()
        let view = WaitView(
            deadline: .seconds(60),
            screen: LiveTerminal(terminal),
            context: .recording(terminal)
        )
        func look(_ sessions: Int, _ inScope: Int, _ pools: Int, unknown: Int = 0, cut: Bool = false) {
            view.observe(
                .checked(
                    EmptyCheck(
                        round: 1,
                        sessions: sessions,
                        inScope: inScope,
                        pools: pools,
                        unknown: unknown,
                        mayBeTruncated: cut
                    )
                )
            )
        }
        look(12, 12, 2)
        look(12, 12, 2)
        look(9, 1, 1, unknown: 2)
        view.observe(.failed(Self.unreachable))
        look(25, 0, 0, cut: true)
        look(8, 0, 0)
        #expect(
            terminal.talk.split(separator: "\n") == [
                "12 sessions in scope left in 2 pools",
                "1 session in scope left in 1 pool; listed without a usable id, pool or kind: 2",
                "A listing failed: no route",
                "No session in scope is listed, but the listing, of 25 sessions, may be truncated",
                "No session in scope is listed",
            ]
        )
        #expect(terminal.output.isEmpty)
    }

    @Test("is what docs/output.md says")
    func documented() throws {
        let terminal = RecordingTerminal()
        write(Self.result(.notEmpty, left: Self.left), as: .json, to: terminal)
        let document = try JSONFixture.object(terminal.output)
        #expect(Set(document.keys) == Set(try DocumentationTests.firstColumn(of: "`framectl.wait/1`")))
        #expect(document["schema"] as? String == "framectl.wait/1")
    }

    @Test("has no other form", arguments: ["jsonl", "csv", "xml"])
    func forms(form: String) async {
        let terminal = RecordingTerminal()
        let status = await CommandRunner.run(["wait-empty", "--output", form], in: .recording(terminal))
        #expect(status == .usage)
        #expect(terminal.output.isEmpty)
    }

    private func write(_ result: EmptyResult, as form: WaitEmpty.Form, to terminal: RecordingTerminal) {
        WaitDocument(result, account: "a", apiURL: "u")
            .write(as: form, of: result, style: Style(.recording(terminal), on: .output), to: terminal)
    }
}
