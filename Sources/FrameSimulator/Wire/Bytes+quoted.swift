extension [UInt8] {
    /// Appends the text with the quotation marks and the escapes that JSON asks for.
    mutating func appendQuoted(_ value: String) {
        append(UInt8(ascii: "\""))
        if value.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            appendEscaped(value)
        } else {
            append(contentsOf: value.utf8)
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ value: String) {
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                append(UInt8(ascii: "\\"))
                append(byte)
            case 0x00..<0x20:
                append(contentsOf: "\\u00".utf8)
                append(UInt8(ascii: "0") + byte / 16)
                append(hexadecimalDigit(byte % 16))
            default:
                append(byte)
            }
        }
    }

    private func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
