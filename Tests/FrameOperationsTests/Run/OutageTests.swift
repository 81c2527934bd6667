import DeterministicTesting
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A service that fails for a while")
struct OutageTests {
    private static let replies: [Reply] = [
        .unknown(acts: false), .unknown(acts: false, retryAfter: .seconds(1)), .unknown(acts: true), .notSent,
    ]

    @Test("is waited out, and every session is closed", arguments: replies)
    func waitedOut(_ reply: Reply) async throws {
        var scenario = Scenario(20)
        // As many DELETEs as an outage of some seconds meets, when the run tries one at a time.
        scenario.delete = { $0.ordinal <= 7 ? reply : .closes }
        let ran = try await scenario.run()
        let report = try ran.report
        #expect(report.totals[.closed] == 20)
        #expect(report.ending == .complete)
        #expect(ran.steps.stopped.isEmpty)
    }

    @Test("is tried one DELETE at a time after a pause, and with all of them once one gets through")
    func oneAtATime() async throws {
        var scenario = Scenario(120)
        scenario.settings.concurrency = 8
        scenario.settings.attempts = 8
        scenario.delete = { (40..<71).contains($0.ordinal) ? .unknown(acts: false) : .closes }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 120)
        let deletes = ran.steps.deletes
        // Ten failures are borne, and up to eight were under way then; each of the others waited for the one before.
        for (one, next) in zip(deletes[58..<70], deletes[59..<71]) {
            #expect(next.at - one.at >= scenario.deleteTime)
        }
        #expect(ran.mostUnderWay == 8)
    }

    @Test("once in a while holds nobody else up")
    func nowAndThen() async throws {
        var scenario = Scenario(300)
        scenario.settings.concurrency = 8
        scenario.delete = { $0.ordinal % 20 == 0 ? .unknown(acts: false) : .closes }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 300)
        #expect(!ran.steps.facts.contains("throttled"))
    }

    @Test("although its DELETEs are carried out late, is believed when the sessions are seen gone before the deadline")
    func late() async throws {
        var scenario = Scenario(6)
        scenario.delete = { _ in
            Reply(answer: .unknown(status: 502, retryAfter: nil, detail: "bad gateway"), leavesAfter: .seconds(30))
        }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 6)
        #expect(try ran.report.ending == .complete)
    }

    @Test("is looked at once more when the last DELETE ends after the deadline")
    func lastLook() async throws {
        var scenario = Scenario(1)
        scenario.settings.deadline = .seconds(10)
        scenario.delete = {
            Reply(
                answer: .unknown(status: nil, retryAfter: nil, detail: "no answer"),
                leavesAfter: $0.attempt == 2 ? .zero : nil,
                takes: .seconds(15)
            )
        }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(1)) == .closed)
        #expect(try ran.report.ending == .complete)
    }
}
