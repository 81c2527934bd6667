/// The one source of chance in the simulator: the same seed, purpose and index always give the same draws.
///
/// The draws are made here and not by the standard library's `random(in:using:)`, whose way of turning bits into
/// numbers may change between releases.
struct SplitMix64: Sendable {
    /// What a sequence of draws is for. Separate purposes never share a sequence, so that an additional draw for one
    /// of them does not move all the others.
    enum Purpose: UInt64 {
        case identifier = 1
        case session, closing, arrival, latency, token, task
    }

    private var state: UInt64

    init(seed: UInt64, purpose: Purpose, index: Int = 0) {
        let purposeBits = Self.mix(purpose.rawValue &* 0x9E37_79B9_7F4A_7C15)
        let indexBits = Self.mix(UInt64(bitPattern: Int64(index)) &+ 0xD1B5_4A32_D192_ED03)
        state = Self.mix(seed ^ Self.mix(purposeBits ^ indexBits))
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// A number from 0 up to, not including, `bound`; 0 when the bound is not positive.
    mutating func integer(below bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number from 0 up to, not including, 1.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    mutating func value(in range: Spread) -> Double {
        range.min + unit() * (range.max - range.min)
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var bits = value
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
