import FrameAPI
import Testing

@testable import FrameOperations

/// After confirmation the set that is closed only shrinks: what later listings show out of scope is not closed.
@Suite("A session that leaves the scope before its DELETE")
struct MovedSessionTests {
    private static let elsewhere: [(name: String, listing: Listing)] = [
        ("another pool", .showing { $0.map { ActiveSession(id: $0.id, poolID: "sandbox") } }),
        ("a pool that is not listed", .showing { $0.map { ActiveSession(id: $0.id, poolID: "elsewhere") } }),
        ("no pool", .showing { $0.map { ActiveSession(id: $0.id, poolID: nil) } }),
        ("a pool of another kind", Listing(pools: [Pool(id: "prod", kind: "sandbox"), .sandbox])),
        ("a pool that is gone", Listing(pools: [.sandbox])),
    ]

    /// DELETEs go out for 40 s, and a listing is made after 15 and 30.
    private func scenario(_ listing: @escaping @Sendable (Int) -> Listing) -> Scenario {
        var scenario = Scenario(401)
        scenario.pools = [.production, .sandbox]
        scenario.settings.rate = 10
        scenario.settings.concurrency = 4
        scenario.settings.deadline = .seconds(20)
        scenario.deleteTime = .milliseconds(10)
        scenario.listing = listing
        return scenario
    }

    @Test("is sent none once a listing between the DELETEs has shown it there", arguments: elsewhere.indices)
    func between(index: Int) async throws {
        let ran = try await scenario { _ in Self.elsewhere[index].listing }.run()
        #expect(ran.steps.deletes.allSatisfy { $0.at < .seconds(16) })
        let report = try ran.report
        #expect(report.totals[.notStarted, default: 0] > 200)
        #expect(report.ending == .incomplete)
        let left = try #require(report.sessions.first { $0.outcome == .notStarted })
        #expect(left.why?.hasPrefix("no DELETE was sent: ") == true)
        #expect(left.why?.contains("pool") == true)
    }

    @Test("is sent one all the same when a later listing shows it in scope again", arguments: elsewhere.indices)
    func andComesBack(index: Int) async throws {
        let ran = try await scenario {
            $0 == 1 ? Self.elsewhere[index].listing : Listing(pools: [.production, .sandbox])
        }.run()
        #expect(try ran.report.totals[.closed] == 401)
        #expect(try ran.report.ending == .complete)
    }

    @Test(
        "is looked for before the first DELETE, when the listing behind the plan is old by then",
        arguments: [29, 31]
    )
    func oldPlan(age: Int) async throws {
        var scenario = Scenario(12)
        scenario.pools = [.production, .sandbox]
        scenario.planAge = .seconds(age)
        scenario.settings.deadline = .seconds(20)
        scenario.listing = { _ in
            .showing { $0.map { $0.id == .numbered(5) ? ActiveSession(id: $0.id, poolID: "sandbox") : $0 } }
        }
        let ran = try await scenario.run()
        let isClosed = ran.steps.deletes.contains { $0.session == .numbered(5) }
        #expect(isClosed == (age < 30))
        #expect(try ran.report.outcome(.numbered(5)) == (age < 30 ? .closed : .notStarted))
        #expect(try ran.report.totals[.closed] == (age < 30 ? 12 : 11))
    }

    @Test("with an old plan, nothing is sent as long as the account cannot be listed")
    func oldPlanUnlisted() async throws {
        var scenario = Scenario(12)
        scenario.planAge = .seconds(40)
        scenario.settings.deadline = .seconds(20)
        scenario.listing = { _ in .fails(.serverFault, status: 500) }
        let ran = try await scenario.run()
        #expect(ran.steps.deletes.isEmpty)
        #expect(try ran.report.totals[.notStarted] == 12)
        #expect(try ran.report.ending == .incomplete)
    }
}

@Suite("Where no DELETE has any effect, nobody is closed")
struct FlappingListingTests {
    @Test(
        "by listings that show now these and now those, and sessions that cannot be asked",
        arguments: [2, 3, 5],
        [31, 101]
    )
    func parts(count: Int, size: Int) async throws {
        var scenario = Scenario(size)
        scenario.settings.deadline = .seconds(120)
        scenario.delete = { _ in .sticks }
        scenario.standing = { _, _ in .success(.inconclusive("status-403")) }
        scenario.listing = { number in
            .showing { $0.enumerated().filter { $0.offset % count == number % count }.map(\.element) }
        }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 0)
        #expect(try ran.report.ending == .incomplete)
    }

    @Test("by listings alone where the sessions are witnesses, and there is no time to ask each", arguments: [nil, 64])
    func noTime(sample: Int?) async throws {
        var scenario = Scenario(60)
        scenario.settings.sample = sample
        scenario.settings.concurrency = 4
        scenario.settings.deadline = .seconds(6)
        scenario.readTime = .seconds(2)
        scenario.delete = { $0.session == .numbered(60) ? .sticks : .closes }
        scenario.listing = { _ in .showing { $0.filter { $0.id != .numbered(60) } } }
        let ran = try await scenario.run()
        #expect(try ![.closed, .alreadyGone].contains(ran.report.outcome(.numbered(60))))
        #expect(try ran.report.ending == .incomplete)
    }
}
