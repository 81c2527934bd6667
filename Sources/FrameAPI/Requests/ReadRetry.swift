/// When a failed read is tried again, and after how long. Only reads: they can be repeated without a thought.
public struct ReadRetry: Sendable {
    /// How many attempts a read has in all.
    public var attempts: Int
    /// The waits between them.
    public var backoff: Backoff

    /// Makes a policy.
    public init(
        attempts: Int = 4,
        backoff: Backoff = Backoff(base: .milliseconds(250), limit: .seconds(4))
    ) {
        self.attempts = attempts
        self.backoff = backoff
    }

    /// A policy that never repeats.
    public static let none = ReadRetry(attempts: 1)

    /// The wait before the next attempt, or `nil` when there is none.
    ///
    /// A `Retry-After` is honoured as it came, bounded at ``RetryAfter/limit``.
    func delay(after error: FrameAPIError, failures: Int, using random: RandomSource) -> Duration? {
        guard failures < attempts, error.isTransient else { return nil }
        let drawn = backoff.delay(afterFailures: failures, using: random)
        return max(drawn, error.retryAfter ?? .zero)
    }
}
