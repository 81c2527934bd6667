package import FrameAPI
import Synchronization

/// Random numbers that are the same each time for the same seed (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(_ seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    package mutating func next(below limit: Int) -> Int {
        Int.random(in: 0..<limit, using: &self)
    }

    package mutating func chance(_ percent: Int) -> Bool {
        next(below: 100) < percent
    }

    package mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[next(below: elements.count)]
    }
}

extension RandomSource {
    /// A source of the numbers of one seed.
    package static func seeded(_ seed: UInt64) -> RandomSource {
        let generator = Locked(SeededGenerator(seed))
        return RandomSource { generator.withLock { $0.next() } }
    }
}
