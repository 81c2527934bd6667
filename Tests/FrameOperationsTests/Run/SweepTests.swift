import DeterministicTesting
import FrameAPI
import FrameWording
import Testing

@testable import FrameOperations

@Suite("A consent that includes newcomers")
struct SweepTests {
    /// Three sessions, and one that joins with each of so many listings.
    private func joining(_ count: Int, sweep: Sweep) -> Scenario {
        var scenario = Scenario(3)
        scenario.sweep = sweep
        scenario.listing = { $0 <= count ? .joins(.numbered(70 + $0)) : .asItIs }
        return scenario
    }

    @Test("has them closed in further rounds")
    func rounds() async throws {
        let ran = try await joining(2, sweep: .rounds(2)).run()
        let report = try ran.report
        #expect(report.verdict == "All 5 sessions closed.")
        #expect(report.totals[.newcomer] == 0)
        #expect(ran.swept.map(\.round) == [1, 2])
        #expect(ran.steps.deletes.map(\.session).suffix(2) == [.numbered(71), .numbered(72)])
    }

    @Test("names whoever joins after the last round")
    func spent() async throws {
        let ran = try await joining(4, sweep: .rounds(2)).run()
        #expect(try ran.report.verdict == "Incomplete: 5 closed, 1 new session still there.")
        #expect(try ran.report.outcome(.numbered(73)) == .newcomer)
        #expect(!ran.steps.deletes.map(\.session).contains(.numbered(73)))
    }

    @Test("waits with a round until nothing more is to come of the one before")
    func settled() async throws {
        var scenario = joining(1, sweep: .rounds(1))
        scenario.delete = { _ in .closes(after: .seconds(20)) }
        let ran = try await scenario.run()
        #expect(try ran.report.verdict == "All 4 sessions closed.")
        let sweep = try #require(
            ran.steps.first { if case .event(let event) = $0.what { event.fact.name == "sweeping" } else { false } }
        )
        #expect(sweep.at >= .seconds(20))
    }

    @Test("until a listing is empty twice in a row goes on as long as somebody joins")
    func untilEmpty() async throws {
        let ran = try await joining(9, sweep: .untilEmpty).run()
        #expect(try ran.report.verdict == "All 12 sessions closed.")
        #expect(ran.steps.looks.suffix(2).allSatisfy { $0.left == 0 && $0.newcomers == 0 })
        #expect(ran.live.isEmpty)
    }

    @Test("until a listing is empty is not content with one empty listing")
    func twice() async throws {
        var scenario = Scenario(3)
        scenario.sweep = .untilEmpty
        scenario.listing = { $0 == 2 ? .joins(.numbered(77)) : .asItIs }
        let ran = try await scenario.run()
        #expect(try ran.report.verdict == "All 4 sessions closed.")
        #expect(ran.steps.looks.map { $0.left + $0.newcomers }.suffix(2) == [0, 0])
    }

    @Test("until a listing is empty begins to count anew after a look that failed")
    func failedBetween() async throws {
        var scenario = Scenario(3)
        scenario.sweep = .untilEmpty
        // The first listing is empty, the second fails, the third is empty.
        scenario.listing = { [2: .fails(.timedOut), 4: .joins(.numbered(77))][$0] ?? .asItIs }
        let ran = try await scenario.run()
        #expect(try ran.report.verdict == "All 4 sessions closed.")
    }

    @Test("until a listing is empty ends at the deadline, and says who is left")
    func deadline() async throws {
        var scenario = joining(.max, sweep: .untilEmpty)
        scenario.settings.deadline = .seconds(60)
        let ran = try await scenario.run()
        #expect(try ran.report.ending == .incomplete)
        #expect(try (ran.report.totals[.newcomer] ?? 0) > 0)
        #expect(ran.elapsed < .seconds(120))
    }

    @Test("works on an account where nobody was there at first")
    func nobodyAtFirst() async throws {
        var scenario = Scenario(0)
        scenario.sweep = .untilEmpty
        scenario.listing = { $0 == 1 ? .joins(.numbered(77)) : .asItIs }
        let ran = try await scenario.run()
        #expect(try ran.report.verdict == "1 session closed.")
    }

    @Test("never covers who was shown and left alone, whatever their pool has become")
    func shown() async throws {
        var scenario = Scenario(2)
        scenario.sweep = .rounds(3)
        scenario.pools = [.production, .sandbox]
        scenario.sessions += [.numbered(50, in: "sandbox")]
        scenario.listing = { _ in
            Listing(
                joining: [.numbered(51, in: "sandbox")],
                pools: [.production, Pool(id: "sandbox", kind: "production")]
            )
        }
        let ran = try await scenario.run()
        #expect(ran.steps.deletes.map(\.session).sorted() == [.numbered(1), .numbered(2), .numbered(51)])
        #expect(try ran.report.outcome(.numbered(50)) == .newcomer)
        #expect(try ran.report.ending == .incomplete)
    }

    @Test("does not cover whoever is in a pool that the listing no longer shows")
    func unlistedPool() async throws {
        var scenario = joining(1, sweep: .rounds(1))
        scenario.listing = { $0 == 1 ? Listing(joining: [.numbered(71)], pools: [.sandbox]) : .asItIs }
        let ran = try await scenario.run()
        #expect(!ran.steps.deletes.map(\.session).contains(.numbered(71)))
        #expect(try ran.report.outcome(.numbered(71)) == .newcomer)
    }

    @Test("keeps to the ceilings, and says that they are reached", arguments: [3, 4])
    func ceiling(sessions: Int) async throws {
        var scenario = joining(3, sweep: .untilEmpty)
        scenario.settings.deadline = .seconds(30)
        scenario.ceilings.sessions = sessions
        let ran = try await scenario.run()
        #expect(ran.steps.deletes.count == sessions)
        let left = try #require(try ran.report.sessions.first { $0.outcome == .newcomer })
        #expect(left.why == "in scope, and beyond the limit of the plan that was confirmed")
    }

    @Test("counts a share of all that were listed or joined", arguments: [(0, 60), (1, 64), (8, 90)])
    func share(room: Int, percent: Int) {
        // Six of ten are targets; each that joins is one more of both.
        #expect(Ceilings(sessions: 100, percent: percent).room(afterTargets: 6, ofListed: 10) >= room)
        let most = Ceilings(sessions: 100, percent: percent).room(afterTargets: 6, ofListed: 10)
        #expect((6 + most) * 100 <= percent * (10 + most))
        #expect((6 + most + 1) * 100 > percent * (10 + most + 1))
    }

    @Test("is not taken for empty while a listing may be cut")
    func cut() async throws {
        var scenario = Scenario(60)
        scenario.sessions += (0..<50).map { .numbered(200 + $0, in: "sandbox") }
        scenario.pools = [.production, .sandbox]
        scenario.sweep = .untilEmpty
        scenario.settings.deadline = .seconds(30)
        // The service shows 50 sessions at the most, those of the sandbox first.
        scenario.standing = { .success(.of($1)) }
        scenario.listing = { _ in
            .showing { Array(($0.filter { $0.poolID == "sandbox" } + $0.filter { $0.poolID != "sandbox" }).prefix(50)) }
        }
        scenario.sessions = scenario.sessions.filter { $0.poolID == "sandbox" }
        let ran = try await scenario.run()
        #expect(try ran.report.ending == .incomplete)
        #expect(
            try ran.report.verdict == "Incomplete: the last listing may be truncated, and there may be more sessions."
        )
    }
}
