import FrameAPI

/// When the next request may be sent, by the lowest of three rates: the user's, the service's announced one, and the one that was found by
/// its 429s.
struct SendRate: Sendable {
    /// How late a request may be without a longer wait for the next one: timers are never exact.
    private static let slack: Duration = .milliseconds(10)

    /// The minimum of an announced rate, in each second: no wait for the next request is longer than for a `Retry-After`.
    private static let least = 1 / (RetryAfter.limit / .seconds(1))

    /// The user's, in each second.
    let ceiling: Double?
    var search = RateLimitSearch()
    private var announced: Double?
    private var longestReset: Duration = .zero
    private var next: Duration = .zero

    init(ceiling: Double?) {
        self.ceiling = ceiling
    }

    /// The current rate, in each second; `nil` for none.
    func perSecond(at now: Duration) -> Double? {
        [ceiling, announced.map { max(Self.least, $0 * 0.98) }, search.rate(at: now)].compactMap { $0 }.min()
    }

    /// How long the next request has to wait.
    func wait(at now: Duration) -> Duration {
        max(.zero, next - now)
    }

    /// Counts a request that is sent.
    mutating func send(at now: Duration) {
        guard let rate = perSecond(at: now) else { return }
        next = max(next, now - Self.slack) + .seconds(1) / rate
    }

    /// Takes the announced limit of the service into account.
    mutating func learn(_ allowance: RateAllowance, at now: Duration) {
        longestReset = max(longestReset, allowance.reset ?? .zero)
        let window = allowance.window ?? longestReset
        if let limit = allowance.limit, limit > 0, window > .zero { announced = Double(limit) / (window / .seconds(1)) }
        if allowance.remaining == 0, let reset = allowance.reset {
            next = max(next, now + min(reset, RetryAfter.limit))
        }
    }
}
