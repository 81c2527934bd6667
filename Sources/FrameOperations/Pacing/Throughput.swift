/// How many requests succeeded lately.
struct Throughput: Sendable {
    private static let slots = 50
    private static let slot: Duration = .milliseconds(20)

    private var counts = [Int](repeating: 0, count: slots)
    private var current = 0
    /// How many succeeded since the beginning.
    private(set) var total = 0

    /// Counts one.
    mutating func count(at now: Duration) {
        move(to: now)
        counts[current % Self.slots] += 1
        total += 1
    }

    /// How many succeeded in the last second.
    mutating func lastSecond(at now: Duration) -> Int {
        move(to: now)
        return counts.reduce(0, +)
    }

    private mutating func move(to now: Duration) {
        let index = Int(now / Self.slot)
        guard index > current else { return }
        for passed in (max(current, index - Self.slots) + 1)...index { counts[passed % Self.slots] = 0 }
        current = index
    }
}
