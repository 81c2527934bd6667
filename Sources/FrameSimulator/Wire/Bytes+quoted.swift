extension [UInt8] {
    /// Appends the text with the quotation marks and the escapes of JSON.
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
                append((byte / 16).hexadecimalDigit)
                append((byte % 16).hexadecimalDigit)
            default:
                append(byte)
            }
        }
    }
}
