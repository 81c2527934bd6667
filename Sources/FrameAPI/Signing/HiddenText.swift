/// A text that must not be shown, and how far a search may skip at each byte (Horspool): the searched text is long, and rarely holds it.
struct HiddenText: Sendable {
    /// Its bytes, in lower case.
    let needle: [UInt8]
    private let skips: [Int]
    /// Other forms of it: its form after the escapes are decoded, and with its quotation marks doubled, whatever is before them.
    private let others: [[UInt8]]

    /// The quotation marks around it: they may have been copied with it, so it is found without them, too.
    private let quotes: (before: [UInt8], after: [UInt8])

    /// A shorter text occurs in base64 by chance.
    static let leastInBase64 = 4

    init(_ text: String) {
        let whole = Array(text.utf8)
        let before = whole.prefix { $0.isQuote }
        let after = whole.dropFirst(before.count).reversed().prefix { $0.isQuote }
        quotes = before.count == whole.count ? ([], []) : (before.reversed(), Array(after))
        let bytes = Array(whole[quotes.before.count..<whole.count - quotes.after.count])
        let read = bytes.withUnsafeBufferPointer { buffer in
            EncodedText.pieces(of: buffer).first { _ in true }?.bytes ?? []
        }
        let doubled = bytes.flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] }
        let needle = bytes.map(\.lowercased)
        self.needle = needle
        others = [read, doubled].map { $0.map(\.lowercased) }.filter { !$0.isEmpty && $0 != needle }
        skips = Self.skips(of: needle)
    }

    private static func skips(of needle: [UInt8]) -> [Int] {
        var skips = [Int](repeating: needle.count, count: 256)
        for (index, byte) in needle.dropLast().enumerated() {
            skips[Int(byte)] = needle.count - 1 - index
            skips[Int(byte.uppercased)] = needle.count - 1 - index
        }
        return skips
    }

    /// Where it occurs, with those of its quotation marks that occur too.
    ///
    /// - Parameters:
    ///   - bytes: Where to search.
    ///   - isEscaped: Whether the byte at an index was written as several. A `"` that was not ends the string that the text stands in.
    /// - Returns: The places.
    func places(in bytes: UnsafeBufferPointer<UInt8>, isEscaped: (Int) -> Bool = { _ in false }) -> [Range<Int>] {
        var found = Self.places(of: needle, skips, in: bytes)
        for other in others { found += Self.places(of: other, Self.skips(of: other), in: bytes) }
        func isOwn(_ index: Int, _ quote: UInt8) -> Bool {
            bytes.indices.contains(index) && bytes[index] == quote && (quote == UInt8(ascii: "'") || isEscaped(index))
        }
        return found.map { place in
            var (start, end) = (place.lowerBound, place.upperBound)
            for quote in quotes.before where isOwn(start - 1, quote) { start -= 1 }
            for quote in quotes.after.reversed() where isOwn(end, quote) { end += 1 }
            return start..<end
        }
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
    var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }

    var lowercased: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }

    var uppercased: UInt8 {
        self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") ? self & 0xDF : self
    }
}
