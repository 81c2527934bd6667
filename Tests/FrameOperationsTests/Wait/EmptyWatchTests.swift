import DeterministicTesting
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("Waiting for an empty account")
struct EmptyWatchTests {
    @Test("ends after two empty looks in a row, and sends nothing but reads", arguments: [60, 0])
    func emptyFromTheStart(deadline: Int) async throws {
        let watched = try await Scenario(0).watch(deadline: .seconds(deadline))
        let result = try watched.result
        #expect(result.verdict == .empty)
        #expect(result.checks == 2)
        #expect(result.left == [])
        #expect(watched.elapsed >= .seconds(5), "nobody is there who could say that it is gone")
        #expect(watched.elapsed <= .seconds(6))
        #expect(watched.steps.calls.map(\.call) == [.pools, .sessions, .pools, .sessions])
    }

    @Test("goes on while a session is left, and ends soon after the last one")
    func emptiesWhileWaiting() async throws {
        var scenario = Scenario(3)
        scenario.listing = { $0 == 4 ? .leaves(.numbered(1)) : $0 == 9 ? .leaves(.numbered(2), .numbered(3)) : .asItIs }
        let watched = try await scenario.watch(deadline: .seconds(600))
        let result = try watched.result
        #expect(result.verdict == .empty)
        #expect(result.checks == 10)
        #expect(watched.checks.map(\.inScope) == [3, 3, 3, 2, 2, 2, 2, 2, 0, 0])
        let moments = watched.moments
        try #require(moments.count == 10)
        #expect(moments[9] - moments[8] <= .seconds(3))
        #expect(moments[8] - moments[7] > .seconds(7), "the waits have grown")
    }

    @Test("one empty look proves nothing: the row begins anew after a session, and after a failed look")
    func rowIsBroken() async throws {
        var scenario = Scenario(2)
        scenario.listing = {
            switch $0 {
            case 1: .showing { _ in [] }
            case 3: .leaves(.numbered(1), .numbered(2))
            case 4: .fails(.serverFault, status: 503)
            default: .asItIs
            }
        }
        let watched = try await scenario.watch()
        #expect(try watched.result.verdict == .empty)
        #expect(watched.checks.map(\.inScope) == [0, 2, 0, 0, 0])
        #expect(watched.facts.count == 6)
        #expect(try watched.result.checks == 6)
    }

    @Test("that never comes ends at the deadline, and names what is left and where")
    func never() async throws {
        var scenario = Scenario(2)
        scenario.pools = [.production, .sandbox, Pool(id: "lab", kind: "Production")]
        scenario.sessions += [.numbered(3, in: "lab"), .numbered(4, in: "sandbox")]
        let watched = try await scenario.watch(deadline: .seconds(90))
        let result = try watched.result
        #expect(result.verdict == .notEmpty)
        #expect(result.left?.map(\.id) == [.numbered(1), .numbered(2), .numbered(3)])
        #expect(result.left?.map(\.poolID) == ["prod", "prod", "lab"])
        #expect(result.waited >= .seconds(90))
        #expect(watched.elapsed >= .seconds(90))
        #expect(watched.elapsed < .seconds(92))
    }

    @Test("begins with the selection: what is spared or not named is not waited for")
    func selection() async throws {
        var scenario = Scenario(3)
        scenario.criteria = SelectionCriteria(sessions: [.numbered(1), .numbered(2)], excludedSessions: [.numbered(2)])
        scenario.listing = { $0 == 3 ? .leaves(.numbered(1)) : .asItIs }
        let watched = try await scenario.watch()
        #expect(try watched.result.verdict == .empty)
        #expect(watched.checks.map(\.inScope) == [1, 1, 0, 0])
    }

    @Test("still waits for a session whose pool is no longer listed, however late the pool came")
    func vanishedPool() async throws {
        var scenario = Scenario(1)
        let lab = Pool(id: "lab", kind: "production")
        scenario.listing = {
            switch $0 {
            case 1: .leaves(.numbered(1))
            case 2: Listing(joining: [.numbered(7, in: "lab")], pools: [.production, lab])
            case 3...5: Listing(pools: [.production])
            default: .leaves(.numbered(7))
            }
        }
        let watched = try await scenario.watch()
        #expect(watched.checks.map(\.inScope) == [0, 1, 1, 1, 1, 0, 0])
        #expect(try watched.result.verdict == .empty)
    }

    @Test("is not over while sessions are listed that cannot be judged, unless so many are let pass")
    func unknown() async throws {
        var scenario = Scenario(0)
        scenario.pools = [.production, .sandbox, Pool(id: "odd", kind: nil)]
        scenario.sessions = [
            ActiveSession(id: nil, poolID: "prod"), ActiveSession(id: "a/b", poolID: "prod"), .numbered(1, in: nil),
            .numbered(2, in: "elsewhere"), .numbered(3, in: "odd"), .numbered(4), .numbered(4, in: "sandbox"),
            .numbered(5, in: "sandbox"),
        ]
        let shut = try await scenario.watch().result
        #expect(shut.verdict == .unknown(count: 6))
        #expect(shut.unknown.map(\.id) == [nil, "a/b", .numbered(1), .numbered(2), .numbered(3), .numbered(4)])
        #expect(try await scenario.watch(tolerance: EmptyTolerance(unknown: 5)).result.verdict == .unknown(count: 6))
        let open = try await scenario.watch(tolerance: EmptyTolerance(unknown: 6)).result
        #expect(open.verdict == .empty)
        #expect(open.unknown.count == 6)
    }

    @Test("cannot begin when the selection does not fit the account", arguments: ["nowhere", "sandbox"])
    func doesNotFit(pool: String) async throws {
        var scenario = Scenario(1)
        scenario.pools = [.production, .sandbox]
        scenario.criteria = SelectionCriteria(pools: [pool])
        let watched = try await scenario.watch()
        let error = try #require(throws: OperationsError.self) { try watched.result }
        #expect(error.code == (pool == "nowhere" ? .unknownPool : .noSelectedPool))
        #expect(watched.steps.listings == 1)
    }

    @Test("ends at once when the user interrupts", arguments: [20, 40, 130, 400])
    func interrupted(milliseconds: Int) async throws {
        var scenario = Scenario(2)
        scenario.interruptAt = .milliseconds(milliseconds)
        let watched = try await scenario.watch(deadline: .seconds(3_600))
        let result = try watched.result
        #expect(result.verdict == .interrupted)
        #expect(watched.elapsed == .milliseconds(milliseconds))
        #expect(result.left?.count == (milliseconds < 110 ? nil : 2))
    }
}
