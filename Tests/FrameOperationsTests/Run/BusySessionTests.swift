import DeterministicTesting
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A session that the service cannot close just now (425, or 409 and 423 with Retry-After)")
struct BusySessionTests {
    @Test("is sent again after the wait, which costs no attempt", arguments: [nil, Duration.zero, .seconds(7)])
    func again(retryAfter: Duration?) async throws {
        var scenario = Scenario(1)
        scenario.settings.attempts = 1
        scenario.delete = { $0.attempt <= 5 ? .busy(retryAfter) : .closes }
        let ran = try await scenario.run()
        let session = try ran.report.session(.numbered(1))
        #expect(session.outcome == .closed)
        #expect(session.attempts == 1)
        let moments = ran.steps.deletes.map(\.at)
        let waits = zip(moments.dropFirst(), moments).map { $0 - $1 - scenario.deleteTime }
        #expect(waits == Array(repeating: max(.seconds(1), retryAfter ?? .zero), count: 5))
    }

    @Test("holds no other session back")
    func others() async throws {
        var scenario = Scenario(40)
        scenario.settings.concurrency = 4
        scenario.delete = { $0.session == .numbered(3) && $0.attempt == 1 ? .busy(.seconds(60)) : .closes }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 40)
        let deletes = ran.steps.deletes.filter { $0.session != .numbered(3) }.map(\.at)
        #expect(try #require(deletes.max()) < .seconds(10))
        let pauses = ran.steps.events.filter { if case .throttled = $0.fact { true } else { false } }
        #expect(pauses.isEmpty)
    }

    @Test("is given up when that lasts for as long as the deadline, as one of which no DELETE was carried out")
    func forEver() async throws {
        var scenario = Scenario(3)
        scenario.settings.deadline = .seconds(60)
        scenario.delete = { $0.session == .numbered(2) ? .busy(.seconds(8)) : .closes }
        let ran = try await scenario.run()
        let report = try ran.report
        #expect(report.totals[.closed] == 2)
        let session = try report.session(.numbered(2))
        #expect(session.outcome == .notStarted)
        #expect(session.attempts == 0)
        #expect(session.why == "every DELETE was turned away; locked")
        #expect(report.ending == .incomplete)
        #expect((2...9).contains(ran.steps.deletes.count { $0.session == .numbered(2) }))
    }

    @Test("keeps the status of the answer in the journal")
    func status() async throws {
        var scenario = Scenario(1)
        scenario.delete = { $0.attempt == 1 ? .busy(.seconds(1)) : .closes }
        let answers = try await scenario.run().steps.events.compactMap { event in
            if case .answered(let answered) = event.fact { answered } else { nil }
        }
        #expect(answers.map(\.status) == [409, 200])
        #expect(answers.map(\.meaning) == [.busy, .accepted])
    }
}
