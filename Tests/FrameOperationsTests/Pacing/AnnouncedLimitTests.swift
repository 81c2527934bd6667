import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A limit that a service announces")
struct AnnouncedLimitTests {
    @Test(
        "holds nothing back for longer than a Retry-After may",
        arguments: [
            RateAllowance(limit: 1, window: .seconds(86_400)),
            RateAllowance(limit: 1, window: .seconds(1_000_000_000_000)),
            RateAllowance(limit: 1, remaining: 0, reset: .seconds(86_400)),
        ]
    )
    func bounded(allowance: RateAllowance) {
        var rate = SendRate(ceiling: nil)
        rate.learn(allowance, at: .zero)
        #expect(rate.wait(at: .zero) <= RetryAfter.limit)
        rate.send(at: RetryAfter.limit)
        #expect(rate.wait(at: RetryAfter.limit) <= RetryAfter.limit)
        #expect(rate.wait(at: RetryAfter.limit) > .seconds(100))
    }

    @Test("of nothing at all says nothing")
    func nothing() {
        var rate = SendRate(ceiling: nil)
        rate.learn(RateAllowance(limit: 0, window: .zero), at: .zero)
        #expect(rate.perSecond(at: .zero) == nil)
    }
}
