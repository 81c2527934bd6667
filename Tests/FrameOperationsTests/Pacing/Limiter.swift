import DeterministicTesting
import FrameAPI

@testable import FrameOperations

/// A service's own limit, in one of the ways that services count.
struct Limiter {
    enum Way {
        /// So many in each whole second of the service's clock.
        case window(perSecond: Int)
        /// So many in any stretch of one second.
        case slidingWindow(perSecond: Int)
        /// A bucket that fills at a rate and holds so many.
        case bucket(perSecond: Double, burst: Double)
    }

    enum RetryAfter {
        case absent
        case zero
        /// The time until the next one would be taken, rounded up to whole seconds.
        case wholeSeconds
    }

    let way: Way
    let retryAfter: RetryAfter
    /// How far the service's seconds are from the client's.
    let phase: Duration
    private var window = -1
    private var count = 0
    private var taken: [Duration] = []
    private var tokens: Double?
    private var filledAt: Duration = .zero

    init(_ way: Way, retryAfter: RetryAfter, phase: Duration = .zero) {
        self.way = way
        self.retryAfter = retryAfter
        self.phase = phase
    }

    /// Takes a request, or says 429.
    mutating func take(at now: Duration) -> AttemptEnd {
        let wait: Duration?
        switch way {
        case .window(let perSecond):
            let second = (now + phase) / .seconds(1)
            if Int(second) != window { (window, count) = (Int(second), 0) }
            count += 1
            wait = count > perSecond ? .seconds(1 - (second - second.rounded(.down))) : nil
        case .slidingWindow(let perSecond):
            taken.removeAll { $0 <= now - .seconds(1) }
            wait = taken.count >= perSecond ? taken[0] + .seconds(1) - now : nil
            if wait == nil { taken.append(now) }
        case .bucket(let perSecond, let burst):
            let filled = min(burst, (tokens ?? burst) + (now - filledAt) / .seconds(1) * perSecond)
            filledAt = now
            tokens = filled >= 1 ? filled - 1 : filled
            wait = filled >= 1 ? nil : .seconds((1 - filled) / perSecond)
        }
        guard let wait else { return .through }
        switch retryAfter {
        case .absent: return .throttled(retryAfter: nil)
        case .zero: return .throttled(retryAfter: .zero)
        case .wholeSeconds: return .throttled(retryAfter: .seconds((wait / .seconds(1)).rounded(.up)))
        }
    }
}

/// Sends requests at the pace that a ``Pace`` allows, in a time of its own.
struct PacedSending {
    var concurrency = 32
    var rate: Double?
    var roundTrip: Duration = .milliseconds(20)

    /// What came of it.
    struct Result {
        var elapsed: Duration = .zero
        var turnedAway = 0
        var turnedAwayLate = 0
        var pauses: [Duration] = []
        var sent: [Duration] = []
    }

    /// Sends until so many have got through.
    func send(_ count: Int, to service: (Duration) -> AttemptEnd) -> Result {
        var pace = Pace(concurrency: concurrency, rate: rate, patience: .seconds(3_600))
        var result = Result()
        var answers: [(at: Duration, ticket: PacingTicket, end: AttemptEnd)] = []
        var (now, through) = (Duration.zero, 0)
        while through < count {
            let step = through + answers.count < count ? pace.next(at: now) : .wait
            switch step {
            case .go(let ticket):
                result.sent.append(now)
                let end = service(now + roundTrip / 2)
                answers.append((now + roundTrip, ticket, end))
                continue
            case .sleep(let duration) where answers.first.map({ $0.at > now + duration }) ?? true:
                now += duration
                continue
            case .sleep, .wait:
                guard !answers.isEmpty else { return result }
            }
            let answer = answers.removeFirst()
            now = max(now, answer.at)
            if answer.end == .through {
                through += 1
            } else {
                result.turnedAway += 1
                if now > .seconds(2) { result.turnedAwayLate += 1 }
            }
            if let pause = pace.ended(answer.ticket, answer.end, at: now, using: .seeded(1)) {
                result.pauses.append(pause)
            }
        }
        result.elapsed = now
        return result
    }
}
