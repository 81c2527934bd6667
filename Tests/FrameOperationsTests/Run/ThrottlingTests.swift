import DeterministicTesting
import FrameAPI
import FrameWording
import Testing

@testable import FrameOperations

@Suite("A 429")
struct ThrottlingTests {
    @Test("costs the session no attempt", arguments: [nil, Duration.seconds(2)])
    func costsNothing(retryAfter: Duration?) async throws {
        var scenario = Scenario(1)
        scenario.settings.attempts = 1
        scenario.delete = { $0.attempt <= 5 ? .throttled(retryAfter) : .closes }
        let ran = try await scenario.run()
        let session = try ran.report.session(.numbered(1))
        #expect(session.outcome == .closed)
        #expect(session.attempts == 1)
        #expect(ran.steps.deletes.count == 6)
    }

    @Test("closes the gate for the whole run for as long as the service asks")
    func pausesTheRun() async throws {
        var scenario = Scenario(12)
        scenario.settings.concurrency = 3
        scenario.delete = { $0.ordinal == 4 ? .throttled(.seconds(30)) : .closes }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 12)
        let closed = try #require(ran.steps.firstAnswer { $0.meaning == .throttled })
        let gap = ran.steps.deletes.filter { $0.at > closed && $0.at < closed + .seconds(30) }
        #expect(gap.isEmpty)
        #expect(ran.steps.deletes.contains { $0.at == closed + .seconds(30) })
    }

    @Test("without a time makes the pauses grow", arguments: [nil, Duration.zero])
    func pausesGrow(retryAfter: Duration?) async throws {
        var scenario = Scenario(1)
        scenario.delete = { $0.attempt <= 6 ? .throttled(retryAfter) : .closes }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(1)) == .closed)
        let moments = ran.steps.deletes.map(\.at)
        let pauses = zip(moments.dropFirst(), moments).map { $0 - $1 - scenario.deleteTime }
        try #require(pauses.count == 6)
        for (index, pause) in pauses.enumerated() {
            let step = Duration.milliseconds(200) * (1 << index)
            #expect(pause >= step / 2 && pause <= step)
        }
    }

    @Test("that never ends, ends the run", arguments: [nil, Duration.zero, .seconds(7), .seconds(100)])
    func endless(retryAfter: Duration?) async throws {
        var scenario = Scenario(10)
        scenario.settings.deadline = .seconds(60)
        scenario.delete = { _ in .throttled(retryAfter) }
        let ran = try await scenario.run()
        let report = try ran.report
        #expect(report.ending == .incomplete)
        #expect(report.totals[.notStarted] == 10)
        #expect(report.totals[.notStarted] == 10)
        #expect(
            report.verdict
                == "Incomplete, stopped because the service asked to wait until after the deadline: 0 closed, 10 not started."
        )
        #expect(report.sessions.allSatisfy { $0.attempts == 0 })
        #expect(ran.steps.stopped.map(\.cause) == [.throttling])
        #expect(ran.elapsed <= .seconds(65), "a pause that would pass the deadline is not begun")
    }

    @Test("tells how long nothing is sent, and why")
    func told() async throws {
        var scenario = Scenario(1)
        scenario.delete = { $0.attempt == 1 ? .throttled(.seconds(9)) : .closes }
        let told = try await scenario.run().steps.events.compactMap { event in
            if case .throttled(let throttled) = event.fact { throttled } else { nil }
        }
        #expect(told == [Throttled(seconds: 9, detail: "slow down")])
    }

    @Test("counts from the last DELETE that got through, so a slow service is not given up")
    func patienceIsRenewed() async throws {
        var scenario = Scenario(20)
        scenario.settings.concurrency = 1
        scenario.settings.deadline = .seconds(30)
        scenario.delete = { $0.attempt == 1 ? .throttled(.seconds(20)) : .closes }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 20)
        #expect(ran.elapsed > .seconds(400))
    }

    @Test("or a 503 that names a time is waited for alike")
    func serviceUnavailable() async throws {
        var scenario = Scenario(3)
        scenario.settings.concurrency = 1
        scenario.delete = { $0.ordinal == 1 ? .unknown(acts: true, retryAfter: .seconds(40)) : .closes }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 3)
        let moments = ran.steps.deletes.map(\.at)
        try #require(moments.count == 3)
        #expect(moments[1] == moments[0] + scenario.deleteTime + .seconds(40))
    }
}
