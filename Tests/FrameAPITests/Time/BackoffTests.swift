import Testing

@testable import FrameAPI

@Suite("A backoff")
struct BackoffTests {
    static let backoff = Backoff(base: .milliseconds(250), limit: .seconds(4))

    @Test(
        "doubles its ceiling with each failure, up to the limit",
        arguments: [
            (0, 250), (1, 250), (2, 500), (3, 1_000), (4, 2_000), (5, 4_000), (6, 4_000), (31, 4_000), (Int.max, 4_000),
            (-1, 250),
        ]
    )
    func ceilings(_ failures: Int, _ milliseconds: Int) {
        #expect(Self.backoff.ceiling(afterFailures: failures) == .milliseconds(milliseconds))
    }

    @Test("draws from nothing up to the ceiling, out of the given randomness")
    func draws() {
        #expect(Self.backoff.delay(afterFailures: 3, using: .highest) == .seconds(1))
        #expect(Self.backoff.delay(afterFailures: 3, using: .middle) == .milliseconds(500))
        #expect(Self.backoff.delay(afterFailures: 3, using: .low) == .microseconds(62_500))
    }

    @Test("draws from a share of the ceiling, where one is given")
    func share() {
        #expect(Self.backoff.delay(afterFailures: 3, atLeast: 0.75, using: .highest) == .seconds(1))
        #expect(Self.backoff.delay(afterFailures: 3, atLeast: 0.75, using: .middle) == .milliseconds(875))
        #expect(Self.backoff.delay(afterFailures: 3, atLeast: 1, using: .low) == .seconds(1))
    }

    @Test("spreads its draws over the whole range and never beyond")
    func fullJitter() {
        let numbers = Kept<UInt64>()
        let random = RandomSource {
            var generator = SeededGenerator(seed: UInt64(numbers.values.count))
            let number = generator.next()
            numbers.keep(number)
            return number
        }
        let draws = (0..<400).map { _ in Self.backoff.delay(afterFailures: 5, using: random) }
        #expect(draws.allSatisfy { $0 >= .zero && $0 <= .seconds(4) })
        for quarter in 0..<4 {
            let low = Duration.seconds(quarter)
            #expect(draws.filter { $0 >= low && $0 < low + .seconds(1) }.count > 50)
        }
    }
}
