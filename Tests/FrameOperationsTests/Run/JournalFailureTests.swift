import DeterministicTesting
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A journal that fails")
struct JournalFailureTests {
    private func expectFailure(_ ran: Scenario.Ran) {
        let error = #expect(throws: OperationsError.self) { try ran.report }
        #expect(error == RecordingJournal.failure)
    }

    @Test("before the plan is written down, keeps every request from being sent")
    func plan() async throws {
        var scenario = Scenario(3)
        scenario.journalFails = { _ in true }
        let ran = try await scenario.run()
        expectFailure(ran)
        #expect(ran.steps.calls.isEmpty)
    }

    @Test("before a DELETE is written down, keeps it and every later one from being sent", arguments: [1, 2, 5])
    func closing(ordinal: Int) async throws {
        let doomed = SessionID.numbered(ordinal)
        var scenario = Scenario(20)
        scenario.settings.concurrency = 1
        scenario.journalFails = { if case .closing(let closing) = $0.fact { closing.session == doomed } else { false } }
        let ran = try await scenario.run()
        expectFailure(ran)
        #expect(ran.steps.deletes.map(\.session) == (1..<ordinal).map { .numbered($0) })
    }

    @Test("lets what is in flight end, and begins nothing new")
    func inFlight() async throws {
        var scenario = Scenario(20)
        scenario.settings.concurrency = 4
        scenario.journalTime = .milliseconds(10)
        scenario.journalFails = {
            if case .closing(let closing) = $0.fact { closing.session == .numbered(8) } else { false }
        }
        let ran = try await scenario.run()
        expectFailure(ran)
        // The fifth to the eighth are announced together, by whoever would have sent the fourth.
        #expect(ran.steps.deletes.map(\.session) == (1...3).map { .numbered($0) })
        let answered = ran.steps.count { if case .answered = $0.what { true } else { false } }
        #expect(answered == 3)
        #expect(ran.steps.listings == 0)
    }

    @Test("ends the wait of the DELETEs that were written down before, and they are not sent")
    func waiting() async throws {
        var scenario = Scenario(12)
        scenario.settings.concurrency = 4
        scenario.journalTime = .milliseconds(10)
        scenario.delete = { $0.ordinal <= 4 ? .unknown(acts: false, retryAfter: .seconds(60)) : .closes }
        scenario.journalFails = {
            if case .closing(let closing) = $0.fact { closing.session == .numbered(12) } else { false }
        }
        let ran = try await scenario.run()
        expectFailure(ran)
        #expect(Set(ran.steps.deletes.map(\.session)).isSubset(of: (1...4).map { .numbered($0) }))
        #expect(ran.steps.facts.contains("withdrawn"))
        #expect(ran.elapsed < .seconds(1))
    }

    @Test("when an answer is written down, ends the run with what was announced by then")
    func answer() async throws {
        var scenario = Scenario(9)
        scenario.settings.concurrency = 1
        scenario.journalFails = { $0.fact.name == "answered" }
        let ran = try await scenario.run()
        expectFailure(ran)
        #expect(ran.steps.deletes.count == 1)
    }

    @Test("at the very end is not hidden by a good result")
    func finish() async throws {
        var scenario = Scenario(3)
        scenario.journalFails = { $0.fact.name == "finished" }
        expectFailure(try await scenario.run())
    }
}
