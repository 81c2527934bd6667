extension Collection<UInt8> {
    /// Two lower-case digits for each byte.
    package var hexadecimal: String {
        String(unsafeUninitializedCapacity: 2 * count) { digits in
            var index = 0
            for byte in self {
                digits[index] = (byte >> 4).hexadecimalDigit
                digits[index + 1] = (byte & 15).hexadecimalDigit
                index += 2
            }
            return index
        }
    }
}

extension FixedWidthInteger {
    /// The number of digits in either case; `nil` when there is any other byte.
    init?(hexadecimal digits: some Sequence<UInt8>) {
        self = 0
        for digit in digits {
            guard let value = digit.hexadecimalValue else { return nil }
            self = self << 4 | Self(value)
        }
    }
}

extension UInt8 {
    /// The value of a digit, in either case; `nil` for any other byte.
    package var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The lower-case digit of a number below 16.
    fileprivate var hexadecimalDigit: UInt8 { self < 10 ? UInt8(ascii: "0") + self : UInt8(ascii: "a") - 10 + self }
}
