import HTTPTypes
import Testing

@testable import FrameSimulator

@Suite struct RateLimitTests {
    @Test func answersSoManyInEachSecond() throws {
        let plane = try TestPlane(.small { $0.rateLimit = RateLimit(perSecond: 3) })
        func statuses() throws -> [Int] { try (0..<5).map { _ in try plane.send(.get, "/accounts").status.code } }
        #expect(try statuses() == [200, 200, 200, 429, 429])
        plane.clock.advance(1)
        #expect(try statuses() == [200, 200, 200, 429, 429])
        #expect(plane.plane.history.last?.fault == "rate-limit")
    }

    @Test func aLimitedDeleteIsNotActedOn() throws {
        let plane = try TestPlane(.small { $0.rateLimit = RateLimit(perSecond: 1) })
        let id = try #require(plane.plane.liveSessionIDs(account: plane.account).first)
        #expect(try plane.send(.get, "/accounts").status == .ok)
        #expect(try plane.close(id).status == .tooManyRequests)
        #expect(plane.plane.liveSessionIDs(account: plane.account).contains(id))
        #expect(plane.plane.history.last?.effect == nil)
    }

    @Test(
        arguments: [
            (nil, nil), (RetryAfterHeader(seconds: 2), "2"),
            (RetryAfterHeader(seconds: 2, as: .date), "Tue, 14 Nov 2023 22:13:22 GMT"),
        ] as [(RetryAfterHeader?, String?)]
    )
    func retryAfterHasTheForm(_ retryAfter: RetryAfterHeader?, header: String?) throws {
        let plane = try TestPlane(.small { $0.rateLimit = RateLimit(perSecond: 1, retryAfter: retryAfter) })
        try plane.send(.get, "/accounts")
        #expect(try plane.send(.get, "/accounts").headers[.retryAfter] == header)
    }

    @Test func latencyIsDrawnBetweenTheBounds() throws {
        let plane = try TestPlane(.small { $0.latencyMilliseconds = Spread(min: 5, max: 25) })
        var waits: Set<Duration> = []
        for _ in 0..<50 {
            guard case .delayed(let wait) = try plane.send(.get, "/accounts").delivery else {
                Issue.record("not delayed")
                return
            }
            waits.insert(wait)
        }
        #expect(waits.count > 10)
        #expect(waits.allSatisfy { .milliseconds(5) <= $0 && $0 <= .milliseconds(25) })
    }
}
