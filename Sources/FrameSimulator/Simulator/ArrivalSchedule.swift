/// When the next user of a pool connects.
struct ArrivalSchedule {
    let origin: Arrivals.Origin
    private let pace: Arrivals.Pace
    private let atMost: Int
    private var random: SplitMix64
    private var count = 0

    init(_ arrivals: Arrivals, random: SplitMix64) {
        origin = arrivals.origin
        pace = arrivals.pace
        atMost = arrivals.atMost ?? Int.max
        self.random = random
    }

    /// `previous` is the arrival before, or the origin for the first one; explicit offsets count from `start`, the origin.
    mutating func next(after previous: Moment, start: Moment) -> Moment? {
        guard count < atMost else { return nil }
        defer { count += 1 }
        switch pace {
        case .perMinute(let rate):
            guard rate > 0 else { return nil }
            // At least a microsecond, because an extreme rate would never let the clock pass.
            let gap = max(random.unit() * 120 / rate, 0.000_001)
            return previous.advanced(bySeconds: gap)
        case .atSeconds(let offsets):
            guard offsets.indices.contains(count) else { return nil }
            return start.advanced(bySeconds: offsets[count])
        }
    }
}
