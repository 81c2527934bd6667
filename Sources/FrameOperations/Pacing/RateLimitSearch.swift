/// Finds the rate that a service allows from the moments at which it says 429, and holds a little less.
///
/// Nothing is assumed of how the service counts. The first time, what got through before the 429 and the wait that it asked for give
/// the rate; later, the pace at which it happened does. A rate is held for a while and then tried a little higher, each time that
/// it proved right for longer, because every 429 costs a pause.
struct RateLimitSearch: Sendable {
    /// How many have to get through before a 429 for their number to say something.
    private static let telling = 50
    private static let margin = 0.985

    private struct Found {
        var rate: Double
        var since: Duration
        /// How long it is held before more is tried.
        var hold: Duration
        /// How fast it grows then.
        var steepness: Double
    }

    /// The first 429, until something gets through again.
    private struct Beginning {
        var at: Duration
        var asked: Duration?
        var gotThrough: Int
        var busyFor: Duration
    }

    private var throughput = Throughput()
    private var found: Found?
    private var beginning: Beginning?
    /// Since when requests have followed each other, and how many had got through before.
    private var busySince: Duration = .zero
    private var throughBefore = 0
    /// When the last pause after a 429 was over.
    private var resumedAt: Duration = .zero
    /// How many 429 came near a rate that was kept.
    private var confirmations = 0

    /// The rate to keep now, a second; `nil` while no limit was met.
    func rate(at now: Duration) -> Double? {
        guard let found else { return nil }
        let tried = max(0, (now - found.since - found.hold) / .seconds(1))
        return found.rate * min(1e6, Self.growth(found.steepness * tried * tried))
    }

    /// e to the power of a number that is not negative.
    private static func growth(_ exponent: Double) -> Double {
        // (1 + x/1024)^1024, which is near enough for a pace and needs no mathematics library.
        var power = 1 + min(exponent, 14) / 1_024
        for _ in 0..<10 { power *= power }
        return power
    }

    /// Takes note that requests begin after a time in which there were none.
    mutating func begins(at now: Duration) {
        busySince = now
        throughBefore = throughput.total
    }

    /// Counts a request that got through.
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

    /// Takes note of a 429 to a request that was sent when nothing was known to be wrong.
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

    /// What to keep after a 429 at a pace that was believed to be allowed.
    private mutating func next(after kept: Found, pace: Double, at now: Duration) -> Found {
        let measured = Double(throughput.lastSecond(at: now))
        guard now - resumedAt >= .milliseconds(900), measured > 0 else {
            return Found(rate: max(average(at: now), pace * 0.6, 0.5), since: now, hold: .seconds(1), steepness: 0.05)
        }
        // What was allowed may be more than was ever asked for.
        let pace = min(pace, measured * 1.5)
        if pace > kept.rate * 1.1 {
            // It was growing fast: the limit lies between what got through and the pace at the end.
            let between = (pace * measured).squareRoot() * 0.97
            return Found(rate: between, since: now, hold: .seconds(2), steepness: 0.01)
        }
        confirmations += 1
        let hold = Duration.seconds(15 << min(confirmations - 1, 3))
        return Found(rate: max(0.5, min(pace, measured) * 0.97), since: now, hold: hold, steepness: 0.0025)
    }

    /// What has got through a second since requests follow each other, pauses included: it can always be kept.
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
