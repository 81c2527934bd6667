/// The bytes between the quotes of a JSON text.
enum JSONString {
    /// Decodes them; `nil` for bytes that are not UTF-8, and for half of a surrogate pair: neither is text.
    ///
    /// - Parameters:
    ///   - bytes: The bytes, whose escapes the scanner has validated.
    ///   - isEscaped: Whether there are any.
    /// - Returns: The text.
    static func read(_ bytes: ArraySlice<UInt8>, isEscaped: Bool) -> String? {
        guard isEscaped else { return String(validating: bytes, as: UTF8.self) }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            guard let scalar = scalar(escapedIn: &rest) else { return nil }
            text.append(contentsOf: scalar.utf8)
        }
        return String(validating: text, as: UTF8.self)
    }

    /// Whether bytes with escapes are a text, without making one.
    static func read(_ bytes: ArraySlice<UInt8>, is text: String) -> Bool {
        var (rest, expected) = (bytes, text.utf8.makeIterator())
        while let byte = rest.popFirst() {
            if byte != UInt8(ascii: "\\") {
                guard expected.next() == byte else { return false }
            } else {
                guard let scalar = scalar(escapedIn: &rest) else { return false }
                for unit in scalar.utf8 { guard expected.next() == unit else { return false } }
            }
        }
        return expected.next() == nil
    }

    /// The scalar of the rest of an escape, including the second of two surrogates.
    private static func scalar(escapedIn rest: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
        switch rest.popFirst() {
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let unit = Self.unit(in: &rest)
            guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) }
            guard rest.starts(with: "\\u".utf8) else { return nil }
            rest = rest.dropFirst(2)
            let trail = Self.unit(in: &rest)
            guard UTF16.isTrailSurrogate(trail) else { return nil }
            return Unicode.Scalar(0x10000 + UInt32(unit & 0x3FF) << 10 + UInt32(trail & 0x3FF))
        case let letter?: return Unicode.Scalar(letter)
        case nil: return nil
        }
    }

    private static func unit(in rest: inout ArraySlice<UInt8>) -> UInt16 {
        defer { rest = rest.dropFirst(4) }
        return UInt16(hexadecimal: rest.prefix(4)) ?? 0
    }
}
