import FrameAPI

/// Holds everything back after a request was turned away, lets one through to try when the pause is over, and knows when nothing has
/// got through for too long.
struct Pauses: Sendable {
    /// Why a request did not get through.
    enum Trouble: Sendable {
        /// 429: the service wants less.
        case throttled
        /// It failed, or gave no answer.
        case failed
    }

    /// What holds the next request back.
    enum Hold: Sendable {
        case none
        case pause(Duration)
        /// The answer to the one request that was let through to try.
        case trial
    }

    /// How long nothing may get through.
    let patience: Duration
    /// How many there were since something last got through.
    private(set) var count = 0
    private var until: Duration = .zero
    /// When the first request since then did not.
    private var since: Duration?
    private var isTrying = false

    /// How long one may be where the service asks for no wait.
    static let longest: Duration = .seconds(3_600)
    private static let whenThrottled = Backoff(base: .milliseconds(200), limit: .seconds(30))
    private static let whenFailed = Backoff(base: .milliseconds(100), limit: .seconds(20))

    init(patience: Duration) {
        self.patience = patience
    }

    /// Whether nothing has got through for longer than the patience lasts, or would by the end of the pause.
    var isSpent: Bool { since.map { until - $0 > patience } ?? false }

    func hold(at now: Duration) -> Hold {
        if until > now { return .pause(until - now) }
        return count > 0 && isTrying ? .trial : .none
    }

    /// Counts a request that is sent.
    ///
    /// - Returns: Whether it is the one that tries.
    mutating func send() -> Bool {
        isTrying = count > 0
        return isTrying
    }

    /// Takes note that the one that tried was not sent after all, or says nothing.
    mutating func trialIsOver() {
        isTrying = false
    }

    /// Begins a pause, or makes it longer.
    ///
    /// - Parameters:
    ///   - trouble: Why.
    ///   - asked: What the service asks for; nothing at all counts as no time given.
    ///   - longest: How long it may be where the service asks for nothing.
    ///   - now: The present.
    ///   - random: Where jitter comes from.
    /// - Returns: How long it is from now, if that is longer than before.
    mutating func begin(
        _ trouble: Trouble,
        asked: Duration?,
        longest: Duration,
        at now: Duration,
        using random: RandomSource
    ) -> Duration? {
        let isAlreadyClosed = until > now
        if !isAlreadyClosed { count += 1 }
        since = since ?? now
        isTrying = false
        let asked = asked.flatMap { $0 > .zero ? $0 : nil }
        let own = isAlreadyClosed ? .zero : min(longest, Self.length(trouble, number: count, using: random))
        let end = now + (asked ?? own)
        guard end > until else { return nil }
        until = end
        return end - now
    }

    /// Takes note that something got through.
    mutating func gotThrough() {
        count = 0
        since = nil
        isTrying = false
    }

    /// Growing, never less than half of its step.
    private static func length(_ trouble: Trouble, number: Int, using random: RandomSource) -> Duration {
        let backoff = trouble == .throttled ? whenThrottled : whenFailed
        return backoff.delay(afterFailures: number, atLeast: 0.5, using: random)
    }
}
