/// Finds the boundaries in a JSON array without reading its elements, so that a listing of any length can be decoded piece
/// by piece.
///
/// It vouches for the array's own brackets and for what follows them; the decoder of the pieces vouches for the rest.
enum JSONListScanner {
    /// Why a text is not a whole JSON array.
    enum Flaw: Error, Equatable {
        case notAnArray
        case cutShort
        case missingElement
        case trailingText
    }

    /// Calls `body` with the ranges of at most `size` consecutive elements each, commas between them included.
    static func forEachPiece(
        of bytes: [UInt8],
        size: Int = 512,
        _ body: (Range<Int>) throws -> Void
    ) throws {
        var index = skipSpace(in: bytes, from: 0)
        guard index < bytes.count, bytes[index] == UInt8(ascii: "[") else { throw Flaw.notAnArray }
        index += 1
        var start = index
        var elements = 0
        var depth = 0
        var isInElement = false
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "]") where depth == 0:
                // An empty list is whole; a comma with nothing behind it is not.
                guard isInElement || elements == 0 else { throw Flaw.missingElement }
                if isInElement, start < index { try body(start..<index) }
                guard skipSpace(in: bytes, from: index + 1) == bytes.count else { throw Flaw.trailingText }
                return
            case UInt8(ascii: ",") where depth == 0:
                guard isInElement else { throw Flaw.missingElement }
                isInElement = false
                elements += 1
                if elements.isMultiple(of: size) {
                    try body(start..<index)
                    start = index + 1
                }
            case UInt8(ascii: "\""):
                isInElement = true
                index = try endOfString(in: bytes, from: index)
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                isInElement = true
                depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
            case 0x20, 0x09, 0x0A, 0x0D:
                break
            default:
                isInElement = true
            }
            index += 1
        }
        throw Flaw.cutShort
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
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
        return index
    }
}
