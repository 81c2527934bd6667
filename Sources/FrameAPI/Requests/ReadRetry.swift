/// When a failed read is sent again, and for how long. Only reads are safe to repeat.
public struct ReadRetry: Sendable {
    /// How long after its first failure a read is sent again; from its first attempt, where no connection is made.
    public var limit: Duration
    /// The waits between attempts, each between half of its step and the full step.
    public var backoff: Backoff

    /// The maximum wait between two attempts, unless the service requests more.
    public static let longestWait: Duration = .seconds(2)

    /// Makes a policy.
    public init(
        limit: Duration = .seconds(30),
        backoff: Backoff = Backoff(base: .milliseconds(250), limit: ReadRetry.longestWait)
    ) {
        self.limit = limit
        self.backoff = backoff
    }

    /// A policy without retries.
    public static let none = ReadRetry(limit: .zero)

    /// The wait before the next attempt, or `nil` when there is none: the failure is final, the time is over, or the service requests a
    /// wait that ends after it.
    ///
    /// - Parameters:
    ///   - error: The result of the last attempt.
    ///   - failures: How many attempts have failed.
    ///   - elapsed: How long ago the first one failed.
    ///   - random: The source of jitter.
    /// - Returns: The wait. The last one is shortened to the end of the time.
    func delay(
        after error: FrameAPIError,
        failures: Int,
        elapsed: Duration,
        using random: RandomSource
    ) -> Duration? {
        let left = limit - elapsed
        let asked = error.retryAfter ?? .zero
        guard error.isTransient, left > .zero, asked <= left else { return nil }
        return max(asked, min(backoff.delay(afterFailures: failures, atLeast: 0.5, using: random), left))
    }
}
