import DeterministicTesting
import FrameAPI
import FrameWording
import Testing

@testable import FrameOperations

@Suite("An interruption")
struct InterruptionTests {
    @Test("in the closing pass begins nothing new, lets what is in flight end, and looks once more")
    func closing() async throws {
        var scenario = Scenario(40)
        scenario.sessions.removeLast()
        scenario.settings.concurrency = 4
        scenario.interruptAt = .milliseconds(300)
        let ran = try await scenario.run()
        let report = try ran.report
        #expect(ran.steps.deletes.count == 12)
        #expect(ran.steps.deletes.allSatisfy { $0.at <= .milliseconds(300) })
        let answered = ran.steps.count { if case .answered = $0.what { true } else { false } }
        #expect(answered == 12)
        #expect(report.totals[.closed] == 12)
        #expect(report.totals[.notStarted] == 27)
        #expect(report.ending == .interrupted)
        #expect(ran.steps.listings == 1)
        #expect(report.verdict == "Interrupted: 12 closed, 27 not started.")
        #expect(try report.session(.numbered(39)).why == "no DELETE was sent: interrupted by the user")
    }

    @Test("is obeyed by the next DELETE, in whatever order tasks take turns", arguments: 1...20 as ClosedRange<UInt64>)
    func strict(seed: UInt64) async throws {
        var scenario = Scenario(41)
        scenario.settings.concurrency = 5
        scenario.interruptAtDelete = 9
        scenario.seed = seed
        scenario.shuffles = true
        let ran = try await scenario.run()
        #expect(ran.steps.deletes.count == 9)
        #expect(try ran.report.ending == .interrupted)
    }

    @Test("before the first DELETE leaves nothing to be sent", arguments: 1...20 as ClosedRange<UInt64>)
    func before(seed: UInt64) async throws {
        var scenario = Scenario(3)
        scenario.interruptAt = .zero
        scenario.seed = seed
        scenario.shuffles = true
        let ran = try await scenario.run()
        #expect(ran.steps.deletes.isEmpty)
        #expect(try ran.report.ending == .interrupted)
        #expect(try ran.report.verdict == "Interrupted: 0 closed, 3 not started.")
    }

    @Test("during the pauses of verification ends the run after one look", arguments: [42, 44, 46, 48])
    func verifying(second: Int) async throws {
        var scenario = Scenario(2)
        scenario.delete = { _ in .sticks }
        scenario.interruptAt = .seconds(second)
        let ran = try await scenario.run()
        #expect(ran.elapsed < .seconds(second + 1))
        #expect(try ran.report.totals[.closing] == 2)
        #expect(try ran.report.ending == .interrupted)
        #expect(ran.steps.calls.filter { $0.call == .sessions && $0.at >= .seconds(second) }.count == 1)
    }

    @Test("during a listing that hangs ends the run, a short time later")
    func hangingListing() async throws {
        var scenario = Scenario(2)
        scenario.listing = { _ in Listing(hangs: true) }
        scenario.interruptAt = .seconds(42)
        let ran = try await scenario.run()
        #expect(ran.elapsed <= .seconds(42) + scenario.settings.lastLook + .seconds(1))
        #expect(try ran.report.totals[.unverified] == 2)
        #expect(try ran.report.ending == .interrupted)
    }

    @Test("while the gate is closed ends the wait")
    func throttled() async throws {
        var scenario = Scenario(2)
        scenario.delete = { _ in .throttled(.seconds(100)) }
        scenario.interruptAt = .seconds(10)
        let ran = try await scenario.run()
        #expect(ran.elapsed < .seconds(11))
        #expect(ran.steps.deletes.count == 2)
        #expect(try ran.report.ending == .interrupted)
    }

    @Test("while a DELETE waits to be repeated ends the wait")
    func resending() async throws {
        var scenario = Scenario(1)
        scenario.settings.resendBackoff = Backoff(base: .seconds(1_000), limit: .seconds(1_000))
        scenario.delete = { _ in .notSent }
        scenario.interruptAt = .milliseconds(500)
        let ran = try await scenario.run()
        #expect(ran.elapsed < .seconds(1))
        #expect(ran.steps.deletes.count == 1)
    }

    @Test("that comes when everything is gone changes nothing")
    func late() async throws {
        var scenario = Scenario(4)
        scenario.interruptAt = .milliseconds(150)
        let ran = try await scenario.run()
        #expect(ran.steps.facts.contains("interrupted"))
        #expect(try ran.report.ending == .complete)
    }

    @Test("is in the log, before the end")
    func logged() async throws {
        var scenario = Scenario(39)
        scenario.interruptAt = .milliseconds(300)
        let facts = try await scenario.run().steps.facts
        let interrupted = try #require(facts.firstIndex(of: "interrupted"))
        #expect(!facts[interrupted...].contains("closing"))
        #expect(facts.last == "finished")
    }
}
