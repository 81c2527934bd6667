// The simulator's own digits: it shares no code with its client, so that they cannot share a mistake.

extension UInt8 {
    /// The lower-case digit of a number below 16.
    var hexadecimalDigit: UInt8 { self < 10 ? UInt8(ascii: "0") + self : UInt8(ascii: "a") + self - 10 }

    /// The value of a digit, in either case; `nil` for any other byte.
    var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// The 32 bytes of a signature, from exactly 64 lower-case hexadecimal digits.
struct HexadecimalCode {
    let bytes: [UInt8]

    init?(_ text: String) {
        guard text.utf8.count == 64 else { return nil }
        var (bytes, digits) = ([UInt8](), text.utf8.makeIterator())
        while let first = digits.next(), let second = digits.next() {
            guard let high = first.hexadecimalValue, let low = second.hexadecimalValue,
                high.hexadecimalDigit == first, low.hexadecimalDigit == second
            else { return nil }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }
}
