/// How fast a number has grown lately.
struct RateMeter: Sendable {
    /// How far back it looks.
    static let window: Duration = .seconds(10)

    private var samples: [(at: Duration, count: Int)] = []

    /// Takes note of the number at a moment; moments come in their order, and many a second.
    mutating func note(_ count: Int, at moment: Duration) {
        samples.append((moment, count))
        // The last one from before the window stays, to measure from.
        while samples.count > 2, moment - samples[1].at >= Self.window { samples.removeFirst() }
    }

    /// The growth a second, none where it went back; `nil` before there is anything to compare.
    var perSecond: Double? {
        guard let first = samples.first, let last = samples.last else { return nil }
        let seconds = (last.at - first.at) / .seconds(1)
        return seconds > 0 ? max(0, Double(last.count - first.count)) / seconds : nil
    }
}
