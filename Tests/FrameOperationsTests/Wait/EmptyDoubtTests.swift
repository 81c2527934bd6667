import DeterministicTesting
import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("While waiting for an empty account, a listing")
struct EmptyDoubtTests {
    /// An account whose listing holds so many sessions out of scope, and none in scope.
    private func bystanders(_ count: Int) -> Scenario {
        var scenario = Scenario(0)
        scenario.pools = [.production, .sandbox]
        scenario.sessions = (1...count).map { .numbered($0, in: "sandbox") }
        return scenario
    }

    @Test("of a page's length is never taken for complete", arguments: [10, 20, 25, 30, 50, 100])
    func mayBeTruncated(count: Int) async throws {
        let watched = try await bystanders(count).watch()
        let result = try watched.result
        #expect(result.verdict == .mayBeTruncated(count: count))
        #expect(watched.checks.allSatisfy { $0.mayBeTruncated })
        #expect(watched.elapsed >= .seconds(60))
    }

    @Test("of another length is", arguments: [1, 9, 11, 26, 40])
    func whole(count: Int) async throws {
        let watched = try await bystanders(count).watch()
        #expect(try watched.result.verdict == .empty)
        #expect(try watched.result.checks == 2)
    }

    @Test("of a page's length is, once a longer one was seen")
    func longerSeen() async throws {
        var scenario = bystanders(10)
        scenario.sessions += [.numbered(77)]
        scenario.listing = { $0 == 3 ? .leaves(.numbered(77)) : .asItIs }
        let watched = try await scenario.watch()
        #expect(try watched.result.verdict == .empty)
        #expect(watched.checks.map(\.mayBeTruncated) == [false, false, false, false])
    }

    @Test("that becomes shorter than the page is taken for complete from then on")
    func shrinks() async throws {
        var scenario = bystanders(25)
        scenario.listing = { $0 == 6 ? .leaves(.numbered(1)) : .asItIs }
        let watched = try await scenario.watch()
        #expect(try watched.result.verdict == .empty)
        #expect(watched.checks.map(\.mayBeTruncated) == [true, true, true, true, true, false, false])
    }

    @Test("from a cache is never taken for empty, and the same answer twice is one")
    func cached() async throws {
        var scenario = Scenario(2)
        scenario.listing = { _ in Listing(age: .seconds(40)) { _ in [] } }
        let watched = try await scenario.watch(deadline: .seconds(20))
        #expect(try watched.result.verdict == .stale(age: .seconds(40)))
    }

    @Test("whose date stands still is one, however often it comes, and that ends too", arguments: [20, 1])
    func frozen(deadline: Int) async throws {
        var scenario = Scenario(2)
        scenario.listing = { _ in
            var listing = Listing.showing { _ in [] }
            listing.date = Date(timeIntervalSince1970: 1_700_000_000)
            return listing
        }
        let watched = try await scenario.watch(deadline: .seconds(deadline))
        #expect(try watched.result.verdict == .stale(age: SessionListing.unknownAge))
        #expect(watched.elapsed <= .seconds(deadline + 10))
    }

    @Test("that fails is taken again until the deadline", arguments: [FrameAPIError.Code.notUnderstood, .serverFault])
    func failsForAWhile(code: FrameAPIError.Code) async throws {
        var scenario = Scenario(0)
        scenario.listing = { $0 < 5 ? .fails(code) : .asItIs }
        let watched = try await scenario.watch()
        #expect(try watched.result.verdict == .empty)
        #expect(try watched.result.checks == 6)
    }

    @Test("that fails at the deadline is told, with what was seen before")
    func failsToTheEnd() async throws {
        var scenario = Scenario(2)
        scenario.listing = { $0 == 1 ? .asItIs : .fails(.unreachable) }
        let result = try await scenario.watch().result
        #expect(result.verdict == .failed(.scripted(.unreachable)))
        #expect(result.left?.count == 2)
    }

    @Test("that is refused with the credential ends the wait at once", arguments: [1, 4])
    func refused(round: Int) async throws {
        var scenario = Scenario(2)
        scenario.listing = { $0 == round ? .fails(.unauthorized, status: 401) : .asItIs }
        let watched = try await scenario.watch()
        #expect(try watched.result.verdict == .failed(.scripted(.unauthorized, status: 401)))
        #expect(try watched.result.checks == round)
    }

    @Test("of an account that is not there ends the wait at first, and is waited out later", arguments: [1, 4])
    func notFound(round: Int) async throws {
        var scenario = Scenario(2)
        scenario.listing = {
            $0 == round ? .fails(.notFound, status: 404) : .leaves(.numbered(1), .numbered(2))
        }
        let watched = try await scenario.watch()
        let verdict = try watched.result.verdict
        if round == 1 {
            #expect(verdict == .failed(.scripted(.notFound, status: 404)))
            #expect(watched.steps.listings == 1)
        } else {
            #expect(verdict == .empty)
        }
    }

    @Test("that never comes is given up in time", arguments: [60, 1])
    func hangs(deadline: Int) async throws {
        var scenario = Scenario(0)
        scenario.listing = { _ in Listing(hangs: true) }
        let watched = try await scenario.watch(deadline: .seconds(deadline))
        guard case .failed(let error) = try watched.result.verdict else {
            Issue.record("\(try watched.result.verdict)")
            return
        }
        #expect(error.code == .timedOut)
        #expect(watched.elapsed == .seconds(max(deadline, 5)))
    }

    @Test("is waited for as long as the service asks, within the deadline")
    func retryAfter() async throws {
        var scenario = Scenario(0)
        let failure = FrameAPIError.scripted(.throttled, status: 429, retryAfter: .seconds(40))
        scenario.listing = { $0 == 1 ? Listing(failure: failure) : .asItIs }
        let watched = try await scenario.watch()
        #expect(try watched.result.verdict == .empty)
        #expect(try #require(watched.moments.dropFirst().first) >= .seconds(40))
        let short = try await scenario.watch(deadline: .seconds(10))
        #expect(try #require(short.moments.dropFirst().first) < .seconds(11))
    }
}
