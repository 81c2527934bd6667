/// Bytes with their escapes decoded: `%61`, also encoded twice, `\u0061`, `\x61` and `\"`, with any number of backslashes; quotation marks
/// once that CSV and YAML double or a shell writes in three pieces; and no backslashes, because it is not known how many stand for one, and
/// whether one belongs to the next escape.
struct EncodedText {
    private(set) var bytes: [UInt8] = []
    /// The origin of each byte, and at the end, the end of the bytes.
    private var origins: [Int] = []

    /// The maximum length of an escaped byte: `\\u0061`, or `%252561`.
    static let mostBytesEach = 8
    /// How much is read at once: the bookkeeping for each byte takes nine bytes.
    private static let pieceSize = 1 << 20
    /// How much of it is read again with the next piece.
    private static let overlap = 16 << 10

    /// Whether a byte was written as several.
    func isEscaped(at index: Int) -> Bool { origins[index + 1] - origins[index] > 1 }

    /// The origin of a range of bytes.
    func place(of range: Range<Int>) -> Range<Int> { origins[range.lowerBound]..<origins[range.upperBound] }

    /// Reads a text piece by piece; empty when nothing in it is escaped.
    static func pieces(of text: UnsafeBufferPointer<UInt8>) -> some Sequence<EncodedText> {
        stride(from: 0, to: isEscaped(text) ? text.count : 0, by: pieceSize).lazy.map { start in
            EncodedText(text, start..<min(start + pieceSize + overlap, text.count))
        }
    }

    private static func isEscaped(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var last: UInt8 = 0
        for byte in text {
            if byte == UInt8(ascii: "%") || byte == UInt8(ascii: "\\") { return true }
            if byte.isQuote, last == byte { return true }
            last = byte
        }
        return false
    }

    private init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        bytes.reserveCapacity(range.count)
        origins.reserveCapacity(range.count + 1)
        var place = range.lowerBound
        while place < range.upperBound {
            guard let (read, next) = Self.escape(at: place, in: text, until: range.upperBound) else {
                bytes.append(text[place])
                origins.append(place)
                place += 1
                continue
            }
            bytes += read
            origins += repeatElement(place, count: read.count)
            place = next
        }
        origins.append(range.upperBound)
    }

    private static func escape(
        at place: Int,
        in text: UnsafeBufferPointer<UInt8>,
        until end: Int
    ) -> (bytes: [UInt8], next: Int)? {
        switch text[place] {
        case UInt8(ascii: "%"): return percent(at: place, in: text, until: end)
        case UInt8(ascii: "\\"): return backslash(at: place, in: text, until: end)
        case UInt8(ascii: "'") where place + 1 < end && text[place + 1] == UInt8(ascii: "\\"):
            let behind = backslash(at: place + 1, in: text, until: end)
            return behind.bytes == [UInt8(ascii: "'")] ? behind : nil
        case let quote where quote.isQuote:
            let isDoubled = place + 1 < end && text[place + 1] == quote
            return isDoubled ? ([quote], place + 2) : nil
        default: return nil
        }
    }

    private static func percent(
        at place: Int,
        in text: UnsafeBufferPointer<UInt8>,
        until end: Int
    ) -> (bytes: [UInt8], next: Int)? {
        var digits = place + 1
        while number(2, at: digits, in: text, until: end) == 0x25,
            number(2, at: digits + 2, in: text, until: end) != nil
        {
            digits += 2
        }
        guard let byte = number(2, at: digits, in: text, until: end) else { return nil }
        return ([UInt8(byte)], digits + 2)
    }

    private static func backslash(
        at place: Int,
        in text: UnsafeBufferPointer<UInt8>,
        until end: Int
    ) -> (bytes: [UInt8], next: Int) {
        var letter = place
        while letter < end, text[letter] == UInt8(ascii: "\\") { letter += 1 }
        guard letter < end else { return ([], letter) }
        switch text[letter] {
        case UInt8(ascii: "u"):
            guard let value = number(4, at: letter + 1, in: text, until: end) else { break }
            if let (scalar, next) = pair(value, at: letter + 5, in: text, until: end) {
                return (Array(String(scalar).utf8), next)
            }
            return (Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8), letter + 5)
        case UInt8(ascii: "x"):
            guard let value = number(2, at: letter + 1, in: text, until: end) else { break }
            return ([UInt8(value)], letter + 3)
        case UInt8(ascii: "%"): return ([], letter)
        // A shell's quotation marks end before such a one, and begin again after it.
        case UInt8(ascii: "'") where letter + 1 < end && text[letter + 1] == UInt8(ascii: "'"):
            return ([text[letter]], letter + 2)
        default: break
        }
        return ([text[letter]], letter + 1)
    }

    /// The scalar of a first half and the second one after it, `\ud83d\ude00`, again with any number of backslashes.
    private static func pair(
        _ first: UInt32,
        at place: Int,
        in text: UnsafeBufferPointer<UInt8>,
        until end: Int
    ) -> (scalar: Unicode.Scalar, next: Int)? {
        guard (0xD800..<0xDC00).contains(first) else { return nil }
        var letter = place
        while letter < end, text[letter] == UInt8(ascii: "\\") { letter += 1 }
        guard letter > place, letter < end, text[letter] == UInt8(ascii: "u"),
            let second = number(4, at: letter + 1, in: text, until: end), (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { return nil }
        return (scalar, letter + 5)
    }

    private static func number(
        _ count: Int,
        at place: Int,
        in text: UnsafeBufferPointer<UInt8>,
        until end: Int
    ) -> UInt32? {
        place + count <= end ? UInt32(hexadecimal: text[place..<place + count]) : nil
    }
}

/// The escapes of JSON, which must not be split.
enum JSONEscape {
    /// A place that neither begins nor ends within an escape.
    static func widened(_ place: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let start = escape(around: place.lowerBound, in: bytes)?.lowerBound ?? place.lowerBound
        let end = escape(around: place.upperBound, in: bytes)?.upperBound ?? place.upperBound
        return start..<end
    }

    /// The escape that begins before a place and ends after it.
    private static func escape(around place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        for start in (max(0, place - 5)..<place).reversed() where bytes[start] == UInt8(ascii: "\\") {
            // Of consecutive backslashes every other one is escaped by the one before.
            var first = start
            while first > 0, bytes[first - 1] == UInt8(ascii: "\\") { first -= 1 }
            guard (start - first).isMultiple(of: 2) else { continue }
            let isNumber = start + 1 < bytes.count && bytes[start + 1] == UInt8(ascii: "u")
            let end = min(start + (isNumber ? 6 : 2), bytes.count)
            return end > place ? start..<end : nil
        }
        return nil
    }
}
