/// One segment of a request's path, percent-encoded so that an opaque id stays one segment.
struct PathSegment: Sendable, Hashable {
    let encoded: String

    /// Encodes everything but RFC 3986's unreserved characters. `nil` for a text that must never be sent as a segment:
    /// empty, `.`, `..`, or with `/`, `?`, `#` or a control character in it.
    init?(_ text: String) {
        guard !text.isEmpty, text != ".", text != ".." else { return nil }
        let allowed = text.unicodeScalars.allSatisfy {
            $0 != "/" && $0 != "?" && $0 != "#" && $0.properties.generalCategory != .control
        }
        guard allowed else { return nil }
        encoded = text.percentEncoded
    }
}

extension String {
    /// The text with every byte outside RFC 3986's unreserved set written as `%XX`.
    var percentEncoded: String {
        var result = ""
        result.reserveCapacity(utf8.count)
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                result.append(byte < 16 ? "%0" : "%")
                result.append(String(byte, radix: 16, uppercase: true))
            }
        }
        return result
    }

    /// The text without white space and line ends around it.
    func trimmingWhitespace() -> String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
