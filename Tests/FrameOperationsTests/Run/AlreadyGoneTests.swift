import DeterministicTesting
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A DELETE that is answered 404")
struct AlreadyGoneTests {
    @Test("means already gone, once a listing has confirmed it")
    func confirmed() async throws {
        var scenario = Scenario(1)
        scenario.delete = { _ in Reply(answer: .gone(status: 404), leavesAfter: .zero) }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(1)) == .alreadyGone)
        #expect(try ran.report.ending == .complete)
        #expect(ran.steps.facts == ["planned", "witness", "closing", "answered", "already-gone", "listed", "finished"])
    }

    @Test("proves nothing while the listing fails")
    func unconfirmed() async throws {
        var scenario = Scenario(1)
        scenario.settings.deadline = .seconds(10)
        scenario.delete = { _ in .gone }
        scenario.listing = { _ in .fails(.timedOut) }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(1)) == .unverified)
        #expect(try ran.report.ending == .incomplete)
    }

    @Test("proves nothing against a listing that still shows the session")
    func contradicted() async throws {
        var scenario = Scenario(1)
        scenario.settings.deadline = .seconds(10)
        scenario.delete = { _ in .gone }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(1)) == .failed)
        #expect(try ran.report.session(.numbered(1)).why == "still there at the end; answered 404")
        #expect(ran.elapsed >= .seconds(10))
    }

    @Test("is a close of ours when an earlier DELETE may have been carried out")
    func afterUnknown() async throws {
        var scenario = Scenario(1)
        scenario.delete = {
            $0.attempt == 1
                ? .unknown(acts: false) : Reply(answer: .gone(status: 410), leavesAfter: .zero)
        }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(1)) == .closed)
        #expect(try ran.report.session(.numbered(1)).attempts == 2)
    }
}
