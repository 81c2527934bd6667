/// Finds the boundaries in a JSON array without reading its elements, so that a listing of any length can be decoded piece
/// by piece.
///
/// It vouches for the array's own brackets and for what follows them; the decoder of the pieces vouches for the rest.
enum JSONListScanner {
    /// Why a text is not a whole JSON array.
    enum Flaw: Error, Equatable {
        case notAnArray
        case cutShort
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
        while true {
            guard index < bytes.count else { throw Flaw.cutShort }
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index = try endOfString(in: bytes, from: index)
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
            case UInt8(ascii: "]") where depth == 0:
                let isEmpty = elements == 0 && skipSpace(in: bytes, from: start) == index && start == firstElement(bytes)
                if !isEmpty { try body(start..<index) }
                guard skipSpace(in: bytes, from: index + 1) == bytes.count else { throw Flaw.trailingText }
                return
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
            case UInt8(ascii: ",") where depth == 0:
                elements += 1
                if elements == size {
                    try body(start..<index)
                    start = index + 1
                    elements = 0
                }
            default:
                break
            }
            index += 1
        }
    }

    private static func firstElement(_ bytes: [UInt8]) -> Int {
        skipSpace(in: bytes, from: 0) + 1
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
