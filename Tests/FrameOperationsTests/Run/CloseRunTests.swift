import DeterministicTesting
import FrameAPI
import FrameWording
import Testing

@testable import FrameOperations

@Suite("A run")
struct CloseRunTests {
    @Test("closes every target, looks, and is complete")
    func simple() async throws {
        let ran = try await Scenario(5).run()
        let report = try ran.report
        #expect(report.totals[.closed] == 5)
        #expect(report.ending == .complete)
        #expect(report.verdict == "All 5 sessions closed.")
        #expect(ran.steps.deletes.map(\.session).sorted() == (1...5).map { .numbered($0) })
        #expect(ran.steps.listings == 1, "the sessions themselves are the second witness")
        #expect(ran.steps.facts.first == "planned")
        #expect(ran.steps.facts.last == "finished")
        #expect(report.sessions.allSatisfy { $0.attempts == 1 })
    }

    @Test("with nothing to close asks nothing further and sends no DELETE")
    func nothing() async throws {
        let ran = try await Scenario(0).run()
        #expect(try ran.report.verdict == "Nothing to close.")
        #expect(try ran.report.ending == .complete)
        #expect(ran.steps.deletes.isEmpty)
        #expect(ran.steps.listings == 0)
    }

    @Test("waits for sessions that close slowly, with longer and longer pauses between looks")
    func lingering() async throws {
        var scenario = Scenario(3)
        scenario.delete = { _ in .closes(after: .seconds(30)) }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 3)
        #expect(try ran.report.ending == .complete)
        #expect(ran.steps.deletes.count == 3)
        let looks = ran.steps.calls.filter { $0.call == .sessions }.map(\.at)
        let pauses = zip(looks.dropFirst(), looks).map { $0 - $1 }
        #expect(pauses.count > 5)
        let first = try #require(pauses.first)
        let last = try #require(pauses.max())
        #expect(last > first * 8)
        #expect(pauses.allSatisfy { $0 <= scenario.settings.lookBackoff.limit + scenario.readTime * 2 })
    }

    @Test("reports a session that was accepted and never leaves as stuck, at the deadline and not before")
    func stuck() async throws {
        var scenario = Scenario(2)
        scenario.settings.deadline = .seconds(60)
        scenario.delete = { $0.session == .numbered(1) ? .sticks : .closes }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(1)) == .stuck)
        #expect(try ran.report.outcome(.numbered(2)) == .closed)
        #expect(try ran.report.ending == .incomplete)
        #expect(try ran.report.verdict == "Incomplete: 1 closed, 1 stuck.")
        #expect(ran.steps.deletes.count == 2)
        #expect(ran.elapsed >= .seconds(60) && ran.elapsed < .seconds(62))
    }

    @Test("never calls a session closed when no listing succeeded after its DELETE")
    func unverified() async throws {
        var scenario = Scenario(2)
        scenario.settings.deadline = .seconds(20)
        scenario.listing = { _ in .fails(.serverFault, status: 502) }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.unverified] == 2)
        #expect(try ran.report.ending == .incomplete)
        #expect(!ran.steps.facts.contains("closed"))
        #expect(ran.steps.facts.count { $0 == "listing-failed" } > 2)
        #expect(ran.elapsed >= .seconds(20))
    }

    @Test("goes on looking after a listing that failed")
    func listingRecovers() async throws {
        var scenario = Scenario(2)
        scenario.listing = { $0 < 3 ? .fails(.notUnderstood, status: 200) : .asItIs }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 2)
        #expect(ran.steps.listings == 3)
    }

    @Test("sends a session that is refused no second DELETE, looks again, and reports it as failed")
    func conflict() async throws {
        var scenario = Scenario(2)
        scenario.delete = { $0.session == .numbered(1) ? .conflict : .closes }
        let ran = try await scenario.run()
        let session = try ran.report.session(.numbered(1))
        #expect(session.outcome == .failed)
        #expect(session.attempts == 1)
        #expect(session.why == "still there at the end; busy")
        #expect(try ran.report.ending == .incomplete)
        #expect(ran.steps.deletes.count == 2)
        #expect(ran.steps.listings == 1)
    }

    @Test("takes a target that is listed again as not closed")
    func relisted() async throws {
        var scenario = Scenario(2)
        scenario.settings.deadline = .seconds(30)
        scenario.delete = { $0.session == .numbered(1) ? .closes : .closes(after: .seconds(20)) }
        scenario.listing = { $0 == 3 ? .joins(.numbered(1)) : .asItIs }
        let ran = try await scenario.run()
        #expect(ran.steps.facts.contains("relisted"))
        #expect(try ran.report.outcome(.numbered(1)) == .stuck)
        #expect(try ran.report.outcome(.numbered(2)) == .closed)
        #expect(try ran.report.ending == .incomplete)
        #expect(ran.steps.deletes.count == 2)
    }

    @Test("never has more DELETEs under way than allowed, and has as many", arguments: [1, 3, 8])
    func concurrency(_ bound: Int) async throws {
        var scenario = Scenario(40)
        scenario.sessions.removeLast()
        scenario.settings.concurrency = bound
        let ran = try await scenario.run()
        #expect(ran.mostUnderWay == bound)
        #expect(try ran.report.totals[.closed] == 39)
    }
}
