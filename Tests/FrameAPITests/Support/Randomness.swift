import Synchronization
import Testing

@testable import FrameAPI

extension RandomSource {
    /// Randomness where none is due: drawing is a failure of the test.
    static let unscripted = RandomSource {
        Issue.record("a random number was drawn")
        return 1 << 63
    }

    /// Draws in which a `Double` between 0 and 1 comes out as 1.
    static let highest = RandomSource { .max }

    /// Draws in which a `Double` between 0 and 1 comes out as ½.
    static let middle = RandomSource { 1 << 63 }

    /// Draws in which a `Double` between 0 and 1 comes out as 1/16.
    static let low = RandomSource { 1 << 60 }
}

/// SplitMix64: the same numbers from the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
