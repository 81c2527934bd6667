/// A text that must not be shown, and how far a search may skip at each byte (Horspool): what is searched is long, and hardly ever
/// holds it.
struct HiddenText: Sendable {
    /// Its bytes, in lower case.
    let needle: [UInt8]
    private let skips: [Int]
    /// What is left of it where escapes are read, if that is something else.
    private let decoded: [UInt8]?

    /// What is shorter stands in base64 of anything.
    static let leastInBase64 = 8

    /// Takes a text. Quotation marks around it are left out: they are no part of a secret, and may be a part of what it stands in.
    init(_ text: String) {
        let bytes = Self.withoutQuotes(Array(text.utf8))
        let read = bytes.withUnsafeBufferPointer { buffer in
            EncodedText.pieces(of: buffer).first { _ in true }.map { $0.bytes.map(\.lowercased) }
        }
        needle = bytes.map(\.lowercased)
        decoded = read == needle ? nil : read
        skips = Self.skips(of: needle)
    }

    private static func withoutQuotes(_ bytes: [UInt8]) -> [UInt8] {
        let isQuote = { (byte: UInt8) in byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
        guard let first = bytes.firstIndex(where: { !isQuote($0) }), let last = bytes.lastIndex(where: { !isQuote($0) })
        else { return bytes }
        return Array(bytes[first...last])
    }

    private static func skips(of needle: [UInt8]) -> [Int] {
        var skips = [Int](repeating: needle.count, count: 256)
        for (index, byte) in needle.dropLast().enumerated() {
            skips[Int(byte)] = needle.count - 1 - index
            skips[Int(byte.uppercased)] = needle.count - 1 - index
        }
        return skips
    }

    func places(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        let found = Self.places(of: needle, skips, in: bytes)
        guard let decoded, !decoded.isEmpty else { return found }
        return found + Self.places(of: decoded, Self.skips(of: decoded), in: bytes)
    }

    private static func places(
        of needle: [UInt8],
        _ skips: [Int],
        in bytes: UnsafeBufferPointer<UInt8>
    ) -> [Range<Int>] {
        var places: [Range<Int>] = []
        let width = needle.count
        var start = 0
        while start + width <= bytes.count {
            if (0..<width).allSatisfy({ needle[$0] == bytes[start + $0].lowercased }) {
                places.append(start..<start + width)
                start += width
            } else {
                start += skips[Int(bytes[start + width - 1])]
            }
        }
        return places
    }
}

extension UInt8 {
    var lowercased: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }

    var uppercased: UInt8 {
        self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") ? self & 0xDF : self
    }
}
