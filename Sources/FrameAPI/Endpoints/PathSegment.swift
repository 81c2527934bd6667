/// One segment of a request's path, percent-encoded so that an opaque id stays one segment.
package struct PathSegment: Sendable, Hashable {
    let encoded: String

    /// The maximum number of bytes of an id. Those of the service have about thirty; servers refuse paths of more than 8 kB.
    package static let longest = 1_024

    /// Encodes everything but RFC 3986's unreserved characters. `nil` for a text that must never be sent as a segment:
    /// empty, `.`, `..`, too long, or with `/`, `?`, `#` or a control character in it.
    init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= Self.longest, text != ".", text != ".." else { return nil }
        // Nearly every id is sent as it is.
        if text.isUnreserved {
            encoded = text
        } else {
            guard Self.isSendable(text) else { return nil }
            encoded = text.percentEncoded
        }
    }

    private static func isSendable(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            $0 != "/" && $0 != "?" && $0 != "#" && $0.properties.generalCategory != .control
        }
    }
}

extension String {
    /// The text with every byte outside RFC 3986's unreserved set written as `%XX`.
    var percentEncoded: String {
        guard !isUnreserved else { return self }
        var result: [UInt8] = []
        result.reserveCapacity(utf8.count)
        for byte in utf8 {
            if byte.isUnreserved {
                result.append(byte)
            } else {
                result += "%\([byte].hexadecimal.uppercased())".utf8
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The bytes of the text with every `%XX` decoded.
    var percentDecoded: [UInt8] {
        var (bytes, rest) = ([UInt8](), Array(utf8)[...])
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(hexadecimal: rest.prefix(2)) else {
                bytes.append(byte)
                continue
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return bytes
    }

    fileprivate var isUnreserved: Bool {
        utf8.withContiguousStorageIfAvailable { $0.allSatisfy(\.isUnreserved) } ?? utf8.allSatisfy(\.isUnreserved)
    }
}

extension UInt8 {
    /// Whether it is one of RFC 3986's unreserved characters.
    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
