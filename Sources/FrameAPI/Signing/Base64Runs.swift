/// Runs of letters that may be base64, in either alphabet.
struct Base64Runs {
    private let least: Int

    /// Those that are long enough to hold a number of bytes.
    init(holding count: Int) {
        least = count * 4 / 3
    }

    /// The runs that hold a text.
    ///
    /// - Parameters:
    ///   - bytes: Where to search.
    ///   - holds: Whether bytes hold it. Called for each of the four alignments of base64.
    /// - Returns: The runs, each complete.
    func places(
        in bytes: UnsafeBufferPointer<UInt8>,
        where holds: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> [Range<Int>] {
        guard least <= bytes.count else { return [] }
        var places: [Range<Int>] = []
        var start = 0
        while start + least <= bytes.count {
            // As for digits: a run that reaches the last byte of the window, how far back does it begin?
            var first = start + least
            while first > start, Self.value(bytes[first - 1]) != nil { first -= 1 }
            guard first == start else {
                start = first
                continue
            }
            var end = start + least
            while end < bytes.count, Self.value(bytes[end]) != nil { end += 1 }
            let run = UnsafeBufferPointer(rebasing: bytes[start..<end])
            if (0..<4).contains(where: { Self.decoded(run.dropFirst($0), holds) }) { places.append(start..<end) }
            start = end
        }
        return places
    }

    private static func decoded(
        _ run: Slice<UnsafeBufferPointer<UInt8>>,
        _ holds: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(run.count * 3 / 4)
        var (bits, count): (UInt32, Int) = (0, 0)
        for letter in run {
            bits = bits << 6 | UInt32(value(letter) ?? 0)
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        return bytes.withUnsafeBufferPointer(holds)
    }

    private static func value(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
