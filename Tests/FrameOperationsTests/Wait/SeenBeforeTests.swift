import FrameAPI
import Testing

@testable import FrameOperations

/// What was seen in scope is waited for until it is gone, wherever a later listing shows it.
@Suite("While waiting for an empty account, a session that was in scope")
struct SeenBeforeTests {
    private static let elsewhere: [(name: String, listing: Listing)] = [
        ("another pool", .showing { $0.map { ActiveSession(id: $0.id, poolID: "sandbox") } }),
        ("a pool that is not listed", .showing { $0.map { ActiveSession(id: $0.id, poolID: "elsewhere") } }),
        ("no pool", .showing { $0.map { ActiveSession(id: $0.id, poolID: nil) } }),
        ("a pool of another kind", Listing(pools: [Pool(id: "prod", kind: "sandbox"), .sandbox])),
    ]

    private func scenario(_ listing: @escaping @Sendable (Int) -> Listing) -> Scenario {
        var scenario = Scenario(3)
        scenario.pools = [.production, .sandbox]
        scenario.listing = { $0 == 1 ? .asItIs : listing($0) }
        return scenario
    }

    @Test("keeps the gate shut from anywhere, whatever is let pass", arguments: elsewhere.indices, [0, 6])
    func moved(index: Int, ignored: Int) async throws {
        let scenario = scenario { _ in Self.elsewhere[index].listing }
        let watched = try await scenario.watch(tolerance: EmptyTolerance(unknown: ignored))
        #expect(try watched.result.verdict == .notEmpty)
        #expect(try watched.result.left?.map(\.id) == [.numbered(1), .numbered(2), .numbered(3)])
        #expect(watched.checks.allSatisfy { $0.inScope == 3 && $0.unknown == 0 })
    }

    @Test("no longer does once it has left from there", arguments: elsewhere.indices)
    func left(index: Int) async throws {
        let scenario = scenario { number in
            var listing = Self.elsewhere[index].listing
            if number > 4 { listing.leaving = [.numbered(1), .numbered(2), .numbered(3)] }
            return listing
        }
        #expect(try await scenario.watch().result.verdict == .empty)
    }

    @Test("and does not answer when it is asked does not keep the listings from being judged")
    func silent() async throws {
        var scenario = scenario { $0 > 3 ? .showing { _ in [] } : .asItIs }
        scenario.standing = { _, _ in .success(.inconclusive("timed-out")) }
        scenario.readTime = .seconds(4)
        let watched = try await scenario.watch(deadline: .seconds(14))
        if case .failed = try watched.result.verdict { Issue.record("\(try watched.result)") }
    }

    @Test("is refused when it is named, and listed where nothing is selected")
    func namedElsewhere() async throws {
        var scenario = Scenario(2)
        scenario.pools = [.production, .sandbox]
        scenario.sessions += [.numbered(3, in: "sandbox")]
        scenario.criteria.sessions = [.numbered(1), .numbered(3)]
        guard case .failure(let error) = try await scenario.watch().outcome else {
            Issue.record("it is waited for the other one alone")
            return
        }
        let kinds = ["production"]
        #expect(
            error == .sessionNotSelected("s003", pool: "Golden Image", .otherKind("sandbox"), selectedKinds: kinds)
        )
    }

    @Test("that is named in another letter case is named as the likely one")
    func lookalike() async throws {
        var scenario = Scenario(2)
        scenario.criteria.sessions = ["S001"]
        scenario.standing = { .success($1 ? .live : .notFound) }
        let result = try await scenario.watch(deadline: .seconds(5)).result
        #expect(result.verdict == .notFound)
        #expect(result.notFound == ["S001"])
        #expect(result.lookalikes == ["S001": "s001"])
    }
}
