/// What stands between the quotes of a JSON text, read by the letter of RFC 8259.
struct ReferenceText {
    /// The text.
    let value: String

    /// `nil` for bytes that are no UTF-8, for control characters, for escapes that there are none of, and for half of a pair of
    /// surrogates.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.contains(UInt8(ascii: "\\")) else {
            guard bytes.allSatisfy({ $0 >= 0x20 }), let text = String(validating: bytes, as: UTF8.self) else {
                return nil
            }
            value = text
            return
        }
        guard let plain = String(validating: bytes, as: UTF8.self) else { return nil }
        var units: [UInt16] = []
        var scalars = plain.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar.value >= 0x20 else { return nil }
            guard scalar == "\\" else {
                units += String(scalar).utf16
                continue
            }
            guard let mark = scalars.next() else { return nil }
            if mark == "u" {
                let digits = (0..<4).compactMap { _ in scalars.next().flatMap(Self.digit) }
                guard digits.count == 4 else { return nil }
                units.append(digits.reduce(0) { $0 << 4 | $1 })
            } else if let plain = Self.escapes[mark] {
                units.append(plain)
            } else {
                return nil
            }
        }
        guard let text = String(validating: units, as: UTF16.self) else { return nil }
        value = text
    }

    private static func digit(_ scalar: Unicode.Scalar) -> UInt16? {
        scalar.isASCII ? Character(scalar).hexDigitValue.map(UInt16.init) : nil
    }

    private static let escapes: [Unicode.Scalar: UInt16] = [
        "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 0x08, "f": 0x0C, "n": 0x0A, "r": 0x0D, "t": 0x09,
    ]
}
