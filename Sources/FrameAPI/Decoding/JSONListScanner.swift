/// Finds the boundaries in a JSON array without reading its elements, so that a listing of any length can be decoded piece
/// by piece.
///
/// It vouches for the array's own brackets, for all commas, and for what follows the array; the decoder of the pieces vouches
/// for the rest.
enum JSONListScanner {
    /// Why a text is not a whole JSON array.
    enum Flaw: Error, Equatable {
        case notAnArray
        case cutShort
        case strayComma
        case trailingText
    }

    /// Calls `body` with the ranges of at most `size` consecutive elements each, commas between them included.
    ///
    /// The array stands alone, or as the one member `data` of an object: another member could say that there are more pages.
    static func forEachPiece(
        of bytes: [UInt8],
        size: Int = 512,
        _ body: (Range<Int>) throws -> Void
    ) throws {
        let envelope = endOfEnvelopeHead(in: bytes)
        let opening = skipSpace(in: bytes, from: envelope ?? 0)
        guard opening < bytes.count, bytes[opening] == UInt8(ascii: "[") else { throw Flaw.notAnArray }
        var commas = CommaCheck(after: UInt8(ascii: "["))
        var index = opening + 1
        var start = index
        var elements = 0
        var depth = 0
        while index < bytes.count {
            let byte = bytes[index]
            try commas.take(byte)
            switch byte {
            case UInt8(ascii: "]") where depth == 0:
                if skipSpace(in: bytes, from: start) < index { try body(start..<index) }
                try checkEnd(of: bytes, from: index + 1, isEnveloped: envelope != nil)
                return
            case UInt8(ascii: ",") where depth == 0:
                elements += 1
                if elements.isMultiple(of: size) {
                    try body(start..<index)
                    start = index + 1
                }
            case UInt8(ascii: "\""):
                index = try endOfString(in: bytes, from: index)
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
            default:
                break
            }
            index += 1
        }
        throw Flaw.cutShort
    }

    /// The index behind `{"data":`, or `nil` when the text begins with anything else.
    private static func endOfEnvelopeHead(in bytes: [UInt8]) -> Int? {
        var index = 0
        for word in ["{", "\"data\"", ":"] {
            index = skipSpace(in: bytes, from: index)
            guard bytes[index...].starts(with: word.utf8) else { return nil }
            index += word.utf8.count
        }
        return index
    }

    private static func checkEnd(of bytes: [UInt8], from start: Int, isEnveloped: Bool) throws {
        var index = skipSpace(in: bytes, from: start)
        if isEnveloped {
            guard index < bytes.count else { throw Flaw.cutShort }
            guard bytes[index] == UInt8(ascii: "}") else { throw Flaw.trailingText }
            index = skipSpace(in: bytes, from: index + 1)
        }
        guard index == bytes.count else { throw Flaw.trailingText }
    }

    /// The index of the quote that ends the string beginning at `start`.
    private static func endOfString(in bytes: [UInt8], from start: Int) throws -> Int {
        var index = start + 1
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "\""): return index
            default: index += 1
            }
        }
        throw Flaw.cutShort
    }

    private static func skipSpace(in bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count, CommaCheck.isSpace(bytes[index]) { index += 1 }
        return index
    }
}

/// Finds commas with nothing before or after them. The decoder takes `[1,]`, but such a comma may be all that is left of an
/// element.
private struct CommaCheck {
    private var previous: UInt8

    init(after previous: UInt8) {
        self.previous = previous
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// Takes the next byte outside strings.
    mutating func take(_ byte: UInt8) throws {
        switch (previous, byte) {
        case (UInt8(ascii: "["), UInt8(ascii: ",")), (UInt8(ascii: "{"), UInt8(ascii: ",")),
            (UInt8(ascii: ","), UInt8(ascii: ",")), (UInt8(ascii: ","), UInt8(ascii: "]")),
            (UInt8(ascii: ","), UInt8(ascii: "}")):
            throw JSONListScanner.Flaw.strayComma
        default:
            if !Self.isSpace(byte) { previous = byte }
        }
    }
}
