import DeterministicTesting
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("An unknown rate limit of 200 a second")
struct RateLimitTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let way: Limiter.Way
        let retryAfter: Limiter.RetryAfter
        /// The most that 10,000 requests may take, as a multiple of what the limit allows at the best.
        let bound: Double
        var testDescription: String { "\(name), Retry-After \(retryAfter)" }
    }

    static let cases: [Case] = {
        let ways: [(String, Limiter.Way, told: Double, untold: Double)] = [
            ("window", .window(perSecond: 200), 1.12, 1.12),
            ("sliding window", .slidingWindow(perSecond: 200), 1.12, 1.12),
            ("bucket of 200", .bucket(perSecond: 200, burst: 200), 1.05, 1.05),
            // So small a burst tells little, and a pause of a whole second for each guess is dear.
            ("bucket of 20", .bucket(perSecond: 200, burst: 20), 1.7, 1.5),
        ]
        let answers: [Limiter.RetryAfter] = [.absent, .zero, .wholeSeconds]
        return ways.flatMap { way in
            answers.map {
                Case(name: way.0, way: way.1, retryAfter: $0, bound: $0 == .wholeSeconds ? way.told : way.untold)
            }
        }
    }()

    @Test("is found and kept to, and few requests are wasted on finding it", arguments: cases)
    func found(_ limit: Case) {
        for roundTrip in [2, 20, 50] {
            for phase in [0, 300, 700] {
                var limiter = Limiter(limit.way, retryAfter: limit.retryAfter, phase: .milliseconds(phase))
                var sending = PacedSending()
                sending.roundTrip = .milliseconds(roundTrip)
                let result = sending.send(10_000) { limiter.take(at: $0) }
                let ratio = result.elapsed / .seconds(50)
                #expect(ratio <= limit.bound, "round trip \(roundTrip) ms, phase \(phase) ms")
                #expect(result.turnedAwayLate <= 300, "round trip \(roundTrip) ms, phase \(phase) ms")
            }
        }
    }

    @Test("that the user knows is kept from the first request on", arguments: [0.5, 20, 200, 3_000])
    func given(rate: Double) {
        var sending = PacedSending()
        sending.rate = rate
        let result = sending.send(200) { _ in .through }
        for (index, moment) in result.sent.enumerated() {
            #expect(moment >= .seconds(Double(index) / rate) - .milliseconds(11))
        }
        // The window doubles from 8: that, and nothing else, may hold the rate back.
        #expect(result.elapsed <= .seconds(200 / rate) + .milliseconds(100))
    }

    @Test("that the service announces is kept without a 429")
    func announced() {
        let time = VirtualTime()
        let pacer = Pacer(concurrency: 32, patience: .seconds(60), time: time.source, random: .seeded(1))
        #expect(pacer.rate == nil)
        pacer.learn(RateAllowance(limit: 600, remaining: 599, reset: .seconds(60)))
        #expect(pacer.rate.map { abs($0 - 9.8) < 0.001 } == true)
        pacer.learn(RateAllowance(limit: 600, remaining: 300, reset: .seconds(17)))
        #expect(pacer.rate.map { abs($0 - 9.8) < 0.001 } == true, "a window does not get shorter while it passes")
        pacer.learn(RateAllowance(limit: 100, window: .seconds(1)))
        #expect(pacer.rate.map { abs($0 - 98) < 0.001 } == true)
    }
}
