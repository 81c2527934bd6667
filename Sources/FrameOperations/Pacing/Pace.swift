import FrameAPI

/// Decides when a request may be sent, from the results of earlier ones: how many at once, how many in each second, and when none.
///
/// A value that does not wait: ``Pacer`` waits.
struct Pace: Sendable {
    /// What the next request has to do.
    enum Step: Sendable {
        case go(PacingTicket)
        case sleep(Duration)
        /// Wait for an answer to another one.
        case wait
    }

    private var window: ConcurrencyWindow
    private var rate: SendRate
    private var pauses: Pauses
    private var budget = RetryBudget()
    private var lastSent: Duration?

    /// The time without a request after which the next one begins a new series.
    private static let idle: Duration = .seconds(1)

    init(concurrency: Int, rate ceiling: Double?, patience: Duration) {
        window = ConcurrencyWindow(ceiling: concurrency)
        rate = SendRate(ceiling: ceiling)
        pauses = Pauses(patience: patience)
    }

    /// Whether no request has succeeded for longer than the patience.
    var isSpent: Bool { pauses.isSpent }

    /// Admits the next request, or says what it has to wait for.
    mutating func next(at now: Duration) -> Step {
        switch pauses.hold(at: now) {
        case .pause(let duration): return .sleep(duration)
        case .trial: return .wait
        case .none: break
        }
        guard window.isOpen else { return .wait }
        let wait = rate.wait(at: now)
        guard wait <= .zero else { return .sleep(wait) }
        let isIdle = window.underWay == 0 && lastSent.map { now - $0 > Self.idle } ?? true
        if isIdle, pauses.count == 0 { rate.search.begins(at: now) }
        lastSent = now
        rate.send(at: now)
        let isTrial = pauses.send()
        return .go(PacingTicket(number: window.begin(), isTrial: isTrial))
    }

    /// Whether a request would have to wait now for a time, and not only for an answer to another one.
    func isHeldBack(at now: Duration) -> Bool {
        if case .pause = pauses.hold(at: now) { return true }
        return rate.wait(at: now) > .zero
    }

    /// Takes the result of a request into account.
    ///
    /// - Parameters:
    ///   - ticket: Its ticket.
    ///   - end: Its result.
    ///   - longest: The maximum pause where the service requests no wait.
    ///   - now: The present.
    ///   - random: The source of jitter.
    /// - Returns: How long nothing is sent from now, if that is longer than before.
    mutating func ended(
        _ ticket: PacingTicket,
        _ end: AttemptEnd,
        longest: Duration = Pauses.longest,
        at now: Duration,
        using random: RandomSource
    ) -> Duration? {
        switch end {
        case .through:
            window.gotThrough()
            budget.gotThrough()
            pauses.gotThrough()
            rate.search.gotThrough(at: now)
            return nil
        case .throttled(let asked):
            if pauses.count == 0, window.isNews(ticket.number) { rate.search.throttled(asked: asked, at: now) }
            window.turnedAway(ticket.number, shrinkingTo: 0.5)
            return pauses.begin(.throttled, asked: asked, longest: longest, at: now, using: random)
        case .failed(let asked):
            window.turnedAway(ticket.number, shrinkingTo: 0.7)
            let isTooMany = budget.fail()
            guard isTooMany || asked != nil || ticket.isTrial || pauses.count > 0 else { return nil }
            return pauses.begin(.failed, asked: asked, longest: longest, at: now, using: random)
        case .withdrawn:
            window.withdraw()
            if ticket.isTrial { pauses.trialIsOver() }
            return nil
        }
    }

    /// Takes the announced limit of the service into account.
    mutating func learn(_ allowance: RateAllowance, at now: Duration) {
        rate.learn(allowance, at: now)
    }

    /// The current rate, in each second; `nil` for none.
    func perSecond(at now: Duration) -> Double? { rate.perSecond(at: now) }
}
