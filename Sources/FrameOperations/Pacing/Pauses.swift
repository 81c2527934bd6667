import FrameAPI

/// Holds all requests back after a rejected one, admits one as a trial when the pause is over, and knows when no request has succeeded for
/// too long.
struct Pauses: Sendable {
    /// Why a request did not succeed.
    enum Trouble: Sendable {
        /// 429: the service limits the rate.
        case throttled
        /// It failed, or had no answer.
        case failed
    }

    /// The reason for holding the next request back.
    enum Hold: Sendable {
        case none
        case pause(Duration)
        /// The answer to the trial request.
        case trial
    }

    /// How long no request may succeed.
    let patience: Duration
    /// How many there were since the last success.
    private(set) var count = 0
    private var until: Duration = .zero
    /// When the first request since then failed.
    private var since: Duration?
    private var isTrying = false

    /// The maximum of one where the service requests no wait.
    static let longest: Duration = .seconds(3_600)
    private static let whenThrottled = Backoff(base: .milliseconds(200), limit: .seconds(30))
    private static let whenFailed = Backoff(base: .milliseconds(100), limit: .seconds(20))

    init(patience: Duration) {
        self.patience = patience
    }

    /// Whether no request has succeeded for longer than the patience, or would by the end of the pause.
    var isSpent: Bool { since.map { until - $0 > patience } ?? false }

    func hold(at now: Duration) -> Hold {
        if until > now { return .pause(until - now) }
        return count > 0 && isTrying ? .trial : .none
    }

    /// Counts a request that is sent.
    ///
    /// - Returns: Whether it is the trial.
    mutating func send() -> Bool {
        isTrying = count > 0
        return isTrying
    }

    /// The trial was not sent after all, or has no result.
    mutating func trialIsOver() {
        isTrying = false
    }

    /// Begins a pause, or extends it.
    ///
    /// - Parameters:
    ///   - trouble: The cause.
    ///   - asked: The wait that the service requests; zero counts as none.
    ///   - longest: The maximum where the service requests none.
    ///   - now: The present.
    ///   - random: The source of jitter.
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

    /// A request succeeded.
    mutating func gotThrough() {
        count = 0
        since = nil
        isTrying = false
    }

    /// A growing length, never less than half of its step.
    private static func length(_ trouble: Trouble, number: Int, using random: RandomSource) -> Duration {
        let backoff = trouble == .throttled ? whenThrottled : whenFailed
        return backoff.delay(afterFailures: number, atLeast: 0.5, using: random)
    }
}
