import FrameAPI
import FrameWording
import Testing

@testable import FrameOperations

@Suite("The ending of a run")
struct EndingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let facts: [RunEvent.Fact]
        let ending: Ending
        let verdict: String

        var testDescription: String { name }
    }

    private static let gone: [RunEvent.Fact] =
        closed("s001") + [
            .closing(Closing(session: "s002", attempt: 1)), .alreadyGone(Sighting(session: "s002", pool: "prod")),
        ]
    private static let newcomer = RunEvent.Fact.newcomer(Sighting(session: "s009", pool: "prod"))
    private static let interrupted = RunEvent.Fact.interrupted
    private static let listed = RunEvent.Fact.listed(
        Listed(round: 1, sessions: 1, left: 1, newcomers: 0, open: [])
    )

    private static let late = RunEvent.Fact.deadlinePassed(DeadlinePassed(left: 2))
    /// What is left open of the plan is settled, too.
    private static let settled = RunEvent.Fact.absenceConfirmed(AbsenceConfirmed(session: "s004"))

    private static func closed(_ id: SessionID) -> [RunEvent.Fact] {
        answered(id, .accepted) + [.closed(Sighting(session: id, pool: "prod"))]
    }

    private static func answered(_ id: SessionID, _ meaning: DeleteAnswer.Meaning) -> [RunEvent.Fact] {
        [
            .closing(Closing(session: id, attempt: 1)),
            .answered(Answered(session: id, meaning: meaning, status: nil, detail: nil)),
        ]
    }

    private static func stopped(_ cause: Stopped.Cause) -> RunEvent.Fact {
        .stopped(Stopped(cause, detail: "so it was"))
    }

    static let cases = [
        Case(
            name: "all gone",
            facts: gone,
            ending: .complete,
            verdict: "All sessions in scope are gone: 1 closed, 2 already gone."
        ),
        Case(
            name: "all gone, though interrupted",
            facts: gone + [interrupted],
            ending: .complete,
            verdict: "All sessions in scope are gone: 1 closed, 2 already gone."
        ),
        Case(
            name: "all gone, though stopped",
            facts: gone + [stopped(.unreachable)],
            ending: .complete,
            verdict: "All sessions in scope are gone: 1 closed, 2 already gone."
        ),
        Case(
            name: "a newcomer",
            facts: gone + [newcomer],
            ending: .incomplete,
            verdict: "Incomplete: 1 closed, 2 already gone, 1 new session still there."
        ),
        Case(
            name: "a newcomer, and interrupted",
            facts: gone + [newcomer, interrupted],
            ending: .interrupted,
            verdict: "Interrupted: 1 closed, 2 already gone, 1 new session still there."
        ),
        Case(
            name: "stuck and failed",
            facts: answered("s001", .accepted) + answered("s002", .refused) + [listed, late],
            ending: .incomplete,
            verdict: "Incomplete: 0 closed, 1 already gone, 1 stuck, 1 failed."
        ),
        Case(
            name: "interrupted while it is closing",
            facts: answered("s001", .accepted) + closed("s002") + [interrupted, listed],
            ending: .interrupted,
            verdict: "Interrupted: 1 closed, 1 already gone, 1 closing."
        ),
        Case(
            name: "all gone but for the hook after it",
            facts: gone + [.hook(Hook(moment: .after, command: "x", end: .exited(9)))],
            ending: .hookFailed,
            verdict:
                "All sessions in scope are gone; the hook after the close ended with status 9: 1 closed, 2 already gone."
        ),
        Case(
            name: "the last listing says that it is partial",
            facts: gone + [
                .listed(Listed(round: 1, sessions: 16, left: 0, newcomers: 0, truncated: "X-Total-Count: 57"))
            ],
            ending: .incomplete,
            verdict:
                "Incomplete: 1 closed, 2 already gone, the last listing may be truncated, and there may be more sessions."
        ),
        Case(
            name: "unverified",
            facts: closed("s001") + answered("s002", .accepted),
            ending: .incomplete,
            verdict: "Incomplete: 1 closed, 1 already gone, 1 unverified."
        ),
        Case(
            name: "interrupted",
            facts: closed("s001") + [interrupted],
            ending: .interrupted,
            verdict: "Interrupted: 1 closed, 1 already gone, 1 not started."
        ),
        Case(
            name: "stopped by 429, one turned away and one not begun",
            facts: answered("s001", .throttled) + [stopped(.throttling)],
            ending: .incomplete,
            verdict:
                "Incomplete, stopped because the service asked to wait until after the deadline: 0 closed, 1 already gone, 2 not started."
        ),
        Case(
            name: "refused",
            facts: answered("s001", .denied) + [stopped(.credentials)],
            ending: .credentialsRefused,
            verdict: "Stopped: the service refused the credential: 0 closed, 1 already gone, 1 failed, 1 not started."
        ),
        Case(
            name: "refused and interrupted",
            facts: answered("s001", .denied) + [interrupted, stopped(.credentials)],
            ending: .credentialsRefused,
            verdict: "Stopped: the service refused the credential: 0 closed, 1 already gone, 1 failed, 1 not started."
        ),
    ]

    @Test("follows the table", arguments: cases)
    func table(_ example: Case) throws {
        let report = try #require(Report(RunState([.planned(.sample), Self.settled] + example.facts)))
        #expect(report.ending == example.ending)
        #expect(report.verdict == example.verdict)
    }
}
