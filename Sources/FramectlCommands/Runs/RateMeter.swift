/// The recent growth rate of a number.
struct RateMeter: Sendable {
    /// The time that it covers.
    static let window: Duration = .seconds(10)

    private var samples: [(at: Duration, count: Int)] = []

    /// Adds the number at a moment; moments are ascending, with many in each second.
    mutating func note(_ count: Int, at moment: Duration) {
        samples.append((moment, count))
        // The last one from before the window stays, as the start of the measurement.
        while samples.count > 2, moment - samples[1].at >= Self.window { samples.removeFirst() }
    }

    /// The growth in each second, zero for a decrease; `nil` before there is anything to compare.
    var perSecond: Double? {
        guard let first = samples.first, let last = samples.last else { return nil }
        let seconds = (last.at - first.at) / .seconds(1)
        return seconds > 0 ? max(0, Double(last.count - first.count)) / seconds : nil
    }
}
