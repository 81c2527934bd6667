import DeterministicTesting
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A DELETE without a clear answer")
struct AmbiguousDeleteTests {
    @Test("that was carried out is seen by a look, and not sent again")
    func acted() async throws {
        var scenario = Scenario(2)
        scenario.delete = { $0.session == .numbered(1) ? .unknown(acts: true) : .closes }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 2)
        #expect(ran.steps.deletes.count == 2)
    }

    @Test("is sent again only after a complete look has shown the session still there")
    func notActed() async throws {
        var scenario = Scenario(1)
        scenario.delete = { $0.attempt < 3 ? .unknown(acts: false) : .closes }
        scenario.listing = { $0 == 1 ? .fails(.connectionLost) : .asItIs }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(1)) == .closed)
        #expect(try ran.report.session(.numbered(1)).attempts == 3)
        let relevant = ran.steps.compactMap { step in
            switch step.what {
            case .asked(.close): "DELETE"
            case .listed: "listed"
            case .failed(.sessions, _): "failed"
            default: nil as String?
            }
        }
        #expect(relevant == ["DELETE", "failed", "listed", "DELETE", "listed", "DELETE", "listed"])
    }

    @Test("is not sent more often than allowed")
    func attempts() async throws {
        var scenario = Scenario(1)
        scenario.settings.attempts = 3
        scenario.delete = { _ in .unknown(acts: false) }
        let ran = try await scenario.run()
        let session = try ran.report.session(.numbered(1))
        #expect(session.outcome == .failed)
        #expect(session.attempts == 3)
        #expect(session.why == "still there at the end; gateway timeout")
        #expect(ran.steps.deletes.count == 3)
    }

    @Test("is unverified when no look succeeds, and is not sent again")
    func neverSeen() async throws {
        var scenario = Scenario(1)
        scenario.settings.deadline = .seconds(10)
        scenario.delete = { $0.attempt == 1 ? .unknown(acts: true) : nil }
        scenario.listing = { _ in .fails(.unreachable) }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(1)) == .unverified)
        #expect(ran.steps.deletes.count == 1)
        #expect(try ran.report.ending == .incomplete)
    }

    @Test("that never left this machine is sent again at once, up to the attempts")
    func notSent() async throws {
        var scenario = Scenario(1)
        scenario.settings.attempts = 4
        scenario.delete = { $0.attempt < 4 ? .notSent : .closes }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(1)) == .closed)
        #expect(try ran.report.session(.numbered(1)).attempts == 4)
        #expect(ran.steps.listings == 1)
    }

    @Test("that never left this machine in any attempt is a failure, and not a close")
    func neverSent() async throws {
        var scenario = Scenario(1)
        scenario.settings.attempts = 2
        scenario.delete = { $0.attempt <= 2 ? .notSent : nil }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(1)) == .failed)
        #expect(try ran.report.session(.numbered(1)).attempts == 2)
        #expect(ran.steps.deletes.count == 2)
    }

    @Test(
        "stops the pass when nothing else comes for as long as the deadline",
        arguments: [Reply.unknown(acts: false), .notSent]
    )
    func silence(_ reply: Reply) async throws {
        var scenario = Scenario(60)
        scenario.settings.concurrency = 2
        scenario.settings.deadline = .seconds(2)
        scenario.delete = { $0.ordinal <= 20 ? .closes : reply }
        scenario.sessions.removeLast()
        let ran = try await scenario.run()
        let report = try ran.report
        #expect(ran.steps.stopped.map(\.cause) == [.unreachable])
        // Ten failures are borne before the first pause.
        #expect(ran.steps.deletes.count <= 20 + 10 + 2 + 8)
        #expect(report.totals[.closed] == 20)
        #expect(report.totals[.notStarted, default: 0] > 20)
        #expect(report.ending == .incomplete)
    }
}
