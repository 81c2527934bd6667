import DeterministicTesting
import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A report")
struct ReportTests {
    private let newcomer = Sighting(session: "s009", pool: "prod")

    @Test("needs a plan")
    func noPlan() {
        #expect(Report(RunState()) == nil)
        #expect(Report(RunState([.interrupted])) == nil)
    }

    @Test("tells of every session of the plan and of the newcomers, with all the words counted")
    func sessions() throws {
        let report = try #require(Report(RunState([.planned(.sample), .newcomer(newcomer)])))
        #expect(report.sessions.map(\.id) == ["s001", "s002", "s004", "s003", "s009"])
        #expect(report.sessions.map(\.outcome) == [.notStarted, .notStarted, .unverified, .skipped, .newcomer])
        #expect(
            report.totals == [
                .closed: 0, .alreadyGone: 0, .notFound: 0, .closing: 0, .stuck: 0, .unverified: 1, .failed: 0,
                .notStarted: 2, .skipped: 1, .newcomer: 1,
            ]
        )
        #expect(try report.session("s003").reason == .skipped(.sessionExcluded))
        #expect(try report.session("s004").reason == .noLongerListed)
        #expect(try report.session("s009").reason == .new(isBeyondLimit: false))
        #expect(report.runID == "run-1")
        #expect(report.subject == .contoso)
    }

    @Test("says from when to when the log goes")
    func times() throws {
        let report = try #require(Report(RunState([.planned(.sample), .newcomer(newcomer), .newcomerLeft(newcomer)])))
        #expect(report.startedAt == VirtualTime.start)
        #expect(report.finishedAt == VirtualTime.start.addingTimeInterval(2))
    }

    @Test("says of a target that was not begun why not")
    func untouched() throws {
        let stopped = RunEvent.Fact.stopped(Stopped(.throttling, detail: "slow down"))
        let interrupted = RunEvent.Fact.interrupted
        func reason(_ facts: RunEvent.Fact...) throws -> String? {
            try #require(Report(RunState([.planned(.sample)] + facts))).session("s001").why
        }
        #expect(try reason() == "no DELETE was sent")
        #expect(try reason(stopped) == "no DELETE was sent: slow down")
        #expect(try reason(interrupted) == "no DELETE was sent: interrupted by the user")
    }
}
