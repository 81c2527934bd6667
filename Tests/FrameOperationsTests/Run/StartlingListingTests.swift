import DeterministicTesting
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A listing that shows startlingly little")
struct StartlingListingTests {
    @Test("proves nothing on its own: an empty one is taken twice")
    func emptyOnce() async throws {
        var scenario = Scenario(5)
        scenario.settings.deadline = .seconds(5)
        scenario.delete = { _ in .sticks }
        scenario.listing = { $0 == 1 ? .showing { _ in [] } : .asItIs }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.stuck] == 5)
        #expect(!ran.steps.facts.contains("closed"))
        #expect(try ran.report.ending == .incomplete)
    }

    @Test("is doubted when those are missing whom nobody meant to close")
    func bystandersMissing() async throws {
        var scenario = Scenario(5)
        scenario.pools = [.production, .sandbox]
        scenario.sessions += [.numbered(50, in: "sandbox"), .numbered(51, in: "sandbox")]
        scenario.settings.deadline = .seconds(5)
        scenario.delete = { _ in .sticks }
        scenario.listing = { $0 == 1 ? .showing { Array($0.prefix(1)) } : .asItIs }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.stuck] == 5)
        #expect(!ran.steps.facts.contains("closed"))
    }

    @Test(
        "is believed when the sessions themselves agree, or, where they are no witnesses, when it is the same 2 s later"
    )
    func emptyTwice() async throws {
        var scenario = Scenario(5)
        let asked = try await scenario.run()
        #expect(try asked.report.totals[.closed] == 5)
        #expect(asked.steps.listings == 1)
        scenario.standing = { _, _ in .success(.inconclusive("status-403")) }
        let listed = try await scenario.run()
        #expect(try listed.report.totals[.closed] == 5)
        #expect(listed.steps.listings == 2)
        let moments = listed.steps.calls.filter { $0.call == .sessions }.map(\.at)
        #expect(moments[1] - moments[0] >= .seconds(2))
    }
}

@Suite("A session that is in scope by now")
struct ScopeChangeTests {
    @Test("because its pool changed to a selected kind, is told and left alone", arguments: ["sandbox", nil])
    func kindChanged(before: String?) async throws {
        var scenario = Scenario(2)
        scenario.pools = [.production, Pool(id: "lab", kind: before)]
        scenario.sessions.append(.numbered(9, in: "lab"))
        scenario.listing = { _ in Listing(pools: [.production, Pool(id: "lab", kind: "production")]) }
        let ran = try await scenario.run()
        #expect(try ran.report.ending == .incomplete)
        #expect(ran.steps.facts.contains("newcomer"))
        #expect(!ran.steps.deletes.map(\.session).contains(.numbered(9)))
    }

    @Test("is told although its pool is no longer listed", arguments: [[], [Pool.sandbox]])
    func poolGone(pools: [Pool]) async throws {
        var scenario = Scenario(3)
        scenario.listing = { _ in Listing(joining: [.numbered(77)], pools: pools) }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(77)) == .newcomer)
        #expect(try ran.report.ending == .incomplete)
    }
}
