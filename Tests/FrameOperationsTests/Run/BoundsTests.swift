import DeterministicTesting
import FrameAPI
import FrameWording
import Testing

@testable import FrameOperations

@Suite("A run that is bounded")
struct BoundsTests {
    @Test(
        "in its failures stops when more sessions are refused or forbidden, and leaves the others alone",
        arguments: [Reply.conflict, .denied(403)]
    )
    func refused(reply: Reply) async throws {
        var scenario = Scenario(30)
        scenario.settings.concurrency = 1
        scenario.settings.failureCeiling = .count(2)
        scenario.delete = { $0.ordinal.isMultiple(of: 3) ? reply : .closes }
        let ran = try await scenario.run()
        let report = try ran.report
        #expect(ran.steps.deletes.count == 9)
        #expect(report.totals[.failed] == 3)
        #expect(report.totals[.closed] == 6)
        #expect(report.totals[.notStarted] == 21)
        #expect(ran.steps.stopped.map(\.cause) == [.failures])
        #expect(
            report.verdict
                == "Incomplete, stopped because too many sessions failed: 6 closed, 3 failed, 21 not started."
        )
        #expect(report.ending == .incomplete)
    }

    @Test("in its failures goes on while they are borne")
    func borne() async throws {
        var scenario = Scenario(30)
        scenario.settings.failureCeiling = .percent(10)
        scenario.delete = { $0.ordinal.isMultiple(of: 10) ? .conflict : .closes }
        let ran = try await scenario.run()
        #expect(ran.steps.deletes.count == 30)
        #expect(ran.steps.stopped.isEmpty)
    }

    @Test("in its failures stops when too many are still there after all their attempts")
    func spent() async throws {
        var scenario = Scenario(9)
        scenario.settings.attempts = 2
        scenario.settings.failureCeiling = .count(1)
        scenario.sweep = .untilEmpty
        scenario.delete = { [.numbered(1), .numbered(2)].contains($0.session) ? .unknown(acts: false) : .closes }
        let ran = try await scenario.run()
        #expect(ran.steps.stopped.map(\.cause) == [.failures])
        #expect(try ran.report.totals[.failed] == 2)
    }

    @Test(
        "by a share is rounded in favour of going on",
        arguments: [(0, 0, false), (0, 1, true), (1, 1, false), (1, 2, true), (50, 5, false), (50, 6, true)]
    )
    func share(percent: Double, failures: Int, isPassed: Bool) {
        #expect((failures > FailureCeiling.percent(percent).allowed(of: 10)) == isPassed)
    }

    @Test("in time begins nothing more when it is over, looks, and can be resumed")
    func time() async throws {
        var scenario = Scenario(33)
        scenario.settings.concurrency = 1
        scenario.settings.limit = .seconds(1)
        let ran = try await scenario.run()
        let report = try ran.report
        #expect(ran.steps.deletes.count == 10)
        #expect(report.totals[.closed] == 10)
        #expect(report.totals[.notStarted] == 23)
        #expect(ran.steps.stopped.map(\.cause) == [.timeLimit])
        #expect(report.ending == .incomplete)
        #expect(try ResumableRun(RunState(ran.steps.events.map(\.fact))).plan.targets.count == 33)
    }
}
