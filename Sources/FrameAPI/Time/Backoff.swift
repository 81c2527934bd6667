/// The source of random numbers: the machine, or a test's seed.
public struct RandomSource: Sendable, RandomNumberGenerator {
    private let draw: @Sendable () -> UInt64

    /// Makes a source of one function.
    public init(_ draw: @escaping @Sendable () -> UInt64) {
        self.draw = draw
    }

    /// The machine's generator.
    public static let system = RandomSource {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        draw()
    }
}

/// Growing waits with jitter: the n-th wait is drawn evenly from some share of `base · 2ⁿ⁻¹`, which is at most `limit`, up to all of it.
public struct Backoff: Sendable, Hashable {
    /// The maximum of the first wait.
    public let base: Duration
    /// The maximum of every wait.
    public let limit: Duration

    /// Makes a backoff.
    public init(base: Duration, limit: Duration) {
        self.base = base
        self.limit = limit
    }

    /// The maximum wait after a number of failures.
    public func ceiling(afterFailures failures: Int) -> Duration {
        let doublings = min(max(failures - 1, 0), 30)
        return min(limit, base * (1 << doublings))
    }

    /// Draws the wait after a number of failures.
    ///
    /// - Parameters:
    ///   - failures: How many there were, the first being 1.
    ///   - share: The minimum share of the longest wait.
    ///   - random: The source of jitter.
    /// - Returns: The wait.
    public func delay(
        afterFailures failures: Int,
        atLeast share: Double = 0,
        using random: RandomSource
    ) -> Duration {
        var random = random
        return ceiling(afterFailures: failures) * (share + (1 - share) * Double.random(in: 0...1, using: &random))
    }
}
