import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations

/// Cases that simulated worlds found, each by itself.
@Suite("Sessions that a listing hides")
struct HiddenSessionTests {
    @Test("are asked in a resumed run though no listing has shown anybody who could tell whether sessions answer")
    func neverProbed() async throws {
        var scenario = Scenario(31)
        scenario.settings.deadline = .seconds(20)
        scenario.delete = { _ in .sticks }
        scenario.listing = { _ in .showing { $0.filter { $0.poolID != "prod" } } }
        // Only the plan was durable when the process died.
        let revived = try await scenario.run(losing: 2)
        let report = try revived.result.get()
        #expect(report.totals[.alreadyGone] == 0)
        #expect(report.totals[.closed] == 0)
        #expect(report.ending == .incomplete)
    }

    @Test("behind ids in another letter case are not gone because those ids were swept")
    func sweptLookalikes() async throws {
        var scenario = Scenario(12)
        scenario.settings.deadline = .seconds(20)
        scenario.sweep = .rounds(1)
        scenario.delete = { $0.session.value.hasPrefix("S") ? .gone : .sticks }
        scenario.standing = { _, _ in .success(.inconclusive("status-404")) }
        scenario.listing = { _ in
            .showing { $0.map { ActiveSession(id: $0.id.map { SessionID($0.value.uppercased()) }, poolID: $0.poolID) } }
        }
        let ran = try await scenario.run()
        #expect(ran.steps.facts.contains("sweeping"))
        #expect(try ran.report.totals[.closed] == 0)
        #expect(try ran.report.ending == .incomplete)
    }

    @Test("are not looked for any longer when a listing is refused while DELETEs go out", arguments: [401, 403])
    func refusedPoll(status: Int) async throws {
        var scenario = Scenario(501)
        scenario.settings.rate = 10
        scenario.settings.concurrency = 4
        scenario.deleteTime = .milliseconds(10)
        scenario.listing = { _ in .fails(status == 401 ? .unauthorized : .forbidden, status: status) }
        let ran = try await scenario.run()
        #expect(try ran.report.ending == .credentialsRefused)
        #expect(ran.steps.deletes.count < 200)
    }

    @Test("by a listing of before a DELETE whose answer was lost: its moment is worked out from this machine's clock")
    func lostAnswer() throws {
        func date(_ facts: RunEvent.Fact...) -> Date? {
            var state = RunState()
            for (number, fact) in ([.planned(.sample)] + facts).enumerated() {
                let time = Date(timeIntervalSince1970: 1_700_000_100 + Double(number * 100))
                state.apply(RunEvent(sequence: number + 1, time: time, fact: fact))
            }
            return state.sessions["s001"]?.serviceDate
        }
        func answered(_ meaning: DeleteAnswer.Meaning, at seconds: Int?) -> RunEvent.Fact {
            .answered(Answered(session: "s001", meaning: meaning, status: nil, serviceTime: seconds, detail: nil))
        }
        let closing = RunEvent.Fact.closing(Closing(session: "s001", attempt: 1))
        let resumed = RunEvent.Fact.resumed(Resumed(origin: .sample, clientID: "client"))
        // The service's clock is the machine's by the plan, and 40 s ahead of it by a later answer.
        #expect(date(closing, answered(.unknown, at: nil)) == Date(timeIntervalSince1970: 1_700_000_300))
        #expect(date(closing, answered(.unknown, at: 1_700_000_340)) == Date(timeIntervalSince1970: 1_700_000_340))
        #expect(
            date(closing, answered(.unknown, at: 1_700_000_340), closing, answered(.unknown, at: nil))
                == Date(timeIntervalSince1970: 1_700_000_540)
        )
        #expect(date(closing, answered(.notSent, at: nil)) == nil)
        #expect(date(closing, resumed) == Date(timeIntervalSince1970: 1_700_000_300))
        #expect(date(resumed) == nil)
    }
}
