import DeterministicTesting
import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A run under allowed hours")
struct HoursInRunTests {
    @Test("looks at the clock on the wall before each batch, which may be set forward meanwhile")
    func setForward() async throws {
        let time = VirtualTime()
        let trace = Trace(time)
        var scenario = Scenario(200)
        scenario.settings.rate = 10
        scenario.settings.concurrency = 2
        let plane = ScriptedPlane(scenario, time: time, trace: trace, interrupt: {})
        // 22:13:20 UTC, and after five seconds of the run an hour and a half later.
        var source = time.source
        source.now = {
            VirtualTime.start.addingTimeInterval(time.elapsed / .seconds(1) + (time.elapsed > .seconds(5) ? 5_400 : 0))
        }
        let protections = Protections.sample { $0.hours = try? AllowedHours(["17:30-23:00"], zone: "UTC") }
        let plan = try scenario.plan()
        let run = CloseRun(
            try ConfirmedPlan(plan, answer: .yesFlag, ceilings: Ceilings(), at: plan.takenAt),
            as: RunIdentity(runID: "run-1", origin: .sample),
            settings: protections.bounding(scenario.settings, at: VirtualTime.start),
            in: .test(
                plane,
                RecordingJournal(trace, time: time),
                settings: protections.bounding(scenario.settings, at: VirtualTime.start),
                time: source
            )
        )
        let report = try #require(try await time.run { try? await run.run() })
        #expect(trace.steps.stopped.map(\.cause) == [.hours])
        #expect(trace.steps.stopped.first == .hours(ClosingHours(source: "profile training", hours: "17:30-23:00 GMT")))
        #expect(trace.steps.deletes.allSatisfy { $0.at < .seconds(7) })
        #expect((40...70).contains(trace.steps.deletes.count))
        #expect(report.totals[.notStarted] == 200 - trace.steps.deletes.count)
        #expect(report.ending == .incomplete)
    }
}
