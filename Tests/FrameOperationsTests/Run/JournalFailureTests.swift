import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A journal that fails")
struct JournalFailureTests {
    private func expectFailure(_ ran: Scenario.Ran) {
        let error = #expect(throws: OperationsError.self) { try ran.report }
        #expect(error?.code == .journalFailed)
        #expect(error?.remedy == "Make room")
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
        scenario.journalFails = {
            if case .closing(let closing) = $0.fact { closing.session == .numbered(8) } else { false }
        }
        let ran = try await scenario.run()
        expectFailure(ran)
        // The fifth to the eighth are announced together.
        #expect(ran.steps.deletes.map(\.session) == (1...4).map { .numbered($0) })
        let answered = ran.steps.count { if case .answered = $0.what { true } else { false } }
        #expect(answered == 4)
        #expect(ran.steps.listings == 0)
    }

    @Test("ends the wait of a DELETE that was written down before, and it is not sent")
    func waiting() async throws {
        var scenario = Scenario(3)
        scenario.settings.concurrency = 1
        scenario.journalTime = .milliseconds(10)
        scenario.delete = { $0.ordinal == 1 ? .unknown(acts: false, retryAfter: .seconds(60)) : .closes }
        scenario.journalFails = {
            if case .closing(let closing) = $0.fact { closing.session == .numbered(3) } else { false }
        }
        let ran = try await scenario.run()
        expectFailure(ran)
        #expect(ran.steps.deletes.map(\.session) == [.numbered(1)])
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
        #expect(ran.steps.deletes.count == 2)
    }

    @Test("at the very end is not hidden by a good result")
    func finish() async throws {
        var scenario = Scenario(3)
        scenario.journalFails = { $0.fact.name == "finished" }
        expectFailure(try await scenario.run())
    }
}
