/// Finds the rate that a service allows from the moments of its 429s, and keeps a slightly lower one.
///
/// Nothing is assumed about the service's way of counting. The first time, the rate is computed from the successful requests before the 429
/// and the wait that it requested; later, from the pace at which the 429 occurred. A rate is kept for a while and then tried a little
/// higher, after a longer time with each confirmation, because every 429 costs a pause.
struct RateLimitSearch: Sendable {
    /// How many requests must succeed before a 429 for their number to be significant.
    private static let telling = 50
    private static let margin = 0.985

    private struct Found {
        var rate: Double
        var since: Duration
        /// How long it is kept before a higher one is tried.
        var hold: Duration
        /// How fast it grows then.
        var steepness: Double
    }

    /// The first 429, until a request succeeds again.
    private struct Beginning {
        var at: Duration
        var asked: Duration?
        var gotThrough: Int
        var busyFor: Duration
    }

    private var throughput = Throughput()
    private var found: Found?
    private var beginning: Beginning?
    /// Since when requests follow each other, and how many had succeeded before.
    private var busySince: Duration = .zero
    private var throughBefore = 0
    /// When the last pause after a 429 was over.
    private var resumedAt: Duration = .zero
    /// How many 429s occurred near a kept rate.
    private var confirmations = 0

    /// The current rate, in each second; `nil` while no limit was met.
    func rate(at now: Duration) -> Double? {
        guard let found else { return nil }
        let tried = max(0, (now - found.since - found.hold) / .seconds(1))
        return found.rate * min(1e6, Self.growth(found.steepness * tried * tried))
    }

    /// e to the power of a nonnegative number.
    private static func growth(_ exponent: Double) -> Double {
        // (1 + x/1024)^1024, which is exact enough for a pace and needs no mathematics library.
        var power = 1 + min(exponent, 14) / 1_024
        for _ in 0..<10 { power *= power }
        return power
    }

    /// Requests begin after a time without any.
    mutating func begins(at now: Duration) {
        busySince = now
        throughBefore = throughput.total
    }

    /// Counts a successful request.
    mutating func gotThrough(at now: Duration) {
        throughput.count(at: now)
        guard let beginning else { return }
        self.beginning = nil
        resumedAt = now
        if found == nil {
            found = first(after: beginning, resumedAt: now)
        } else {
            found?.since = now
        }
    }

    /// A request was answered 429 while no limit was known to be exceeded.
    mutating func throttled(asked: Duration?, at now: Duration) {
        guard beginning == nil else { return }
        beginning = Beginning(
            at: now,
            asked: asked,
            gotThrough: throughput.total - throughBefore,
            busyFor: now - busySince
        )
        guard let kept = found, let pace = rate(at: now) else { return }
        found = next(after: kept, pace: pace, at: now)
    }

    /// The rate after a 429 at a pace that was assumed to be allowed.
    private mutating func next(after kept: Found, pace: Double, at now: Duration) -> Found {
        let measured = Double(throughput.lastSecond(at: now))
        guard now - resumedAt >= .milliseconds(900), measured > 0 else {
            return Found(rate: max(average(at: now), pace * 0.6, 0.5), since: now, hold: .seconds(1), steepness: 0.05)
        }
        // The allowed rate may be higher than any that was used.
        let pace = min(pace, measured * 1.5)
        if pace > kept.rate * 1.1 {
            // It was growing fast: the limit is between the successful rate and the pace at the end.
            let between = (pace * measured).squareRoot() * 0.97
            return Found(rate: between, since: now, hold: .seconds(2), steepness: 0.01)
        }
        confirmations += 1
        let hold = Duration.seconds(15 << min(confirmations - 1, 3))
        return Found(rate: max(0.5, min(pace, measured) * 0.97), since: now, hold: hold, steepness: 0.0025)
    }

    /// The successful requests in each second since requests follow each other, pauses included: this rate can always be kept.
    private func average(at now: Duration) -> Double {
        Double(throughput.total - throughBefore) / max(0.1, (now - busySince) / .seconds(1))
    }

    private mutating func first(after beginning: Beginning, resumedAt now: Duration) -> Found {
        let count = Double(beginning.gotThrough)
        if beginning.busyFor >= .seconds(2) {
            let recent = Double(throughput.lastSecond(at: beginning.at))
            let rate = max(recent, count / (beginning.busyFor / .seconds(1))) * 0.97
            return Found(rate: rate, since: now, hold: .seconds(30), steepness: 0.0025)
        }
        if beginning.gotThrough >= Self.telling, let asked = beginning.asked, asked >= beginning.busyFor {
            let rate = count / (asked / .seconds(1)) * Self.margin
            return Found(rate: rate, since: now, hold: .seconds(30), steepness: 0.0025)
        }
        let steepness = beginning.gotThrough >= Self.telling ? 0.05 : 0.15
        return Found(rate: max(1, average(at: now)), since: now, hold: .milliseconds(500), steepness: steepness)
    }
}
