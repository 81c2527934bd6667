/// Reads the objects of a listing one after the other, as strictly as JSON's grammar is.
///
/// It takes what services send nearly always. Whatever is unusual (escapes in keys, keys twice, bytes that are no UTF-8, deep nesting)
/// or wrong it leaves to the decoder, so that nothing is taken here that a decoder would refuse or read otherwise.
struct ObjectScanner {
    private var object: ScannedObject
    private var index: Int
    private let end: Int

    private static let deepest = 16

    /// Begins at the place where the first object is due.
    init(_ bytes: [UInt8], in range: Range<Int>) {
        object = ScannedObject(in: bytes)
        index = range.lowerBound
        end = range.upperBound
    }

    /// Hands over each object of a list without its brackets.
    ///
    /// - Returns: Whether all of it was read. If not, what was handed over does not count.
    mutating func forEachObject(_ body: (ScannedObject) -> Bool) -> Bool {
        repeat {
            skipSpace()
            object.reset()
            guard readObject(), body(object) else { return false }
            skipSpace()
        } while take(UInt8(ascii: ","))
        return index == end
    }

    private mutating func readObject() -> Bool {
        guard take(UInt8(ascii: "{")) else { return false }
        skipSpace()
        if take(UInt8(ascii: "}")) { return true }
        repeat {
            skipSpace()
            guard let (key, kind) = string(), kind == .text else { return false }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { return false }
            skipSpace()
            guard let (value, kind) = value(depth: 0), object.add(.init(key: key, value: value, kind: kind)) else {
                return false
            }
            skipSpace()
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}"))
    }

    private typealias Found = (place: Range<Int>, kind: ScannedObject.Kind)

    private mutating func value(depth: Int) -> Found? {
        let start = index
        guard index < end, depth < Self.deepest else { return nil }
        switch object.bytes[index] {
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "n"): return word("null", .null)
        case UInt8(ascii: "t"): return word("true", .yes)
        case UInt8(ascii: "f"): return word("false", .no)
        case UInt8(ascii: "["): return skipList(depth: depth) ? (start..<index, .nested) : nil
        case UInt8(ascii: "{"): return skipObject(depth: depth) ? (start..<index, .nested) : nil
        default: return number()
        }
    }

    /// A text, its place without the quotes unless it has escapes.
    private mutating func string() -> Found? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = index
        var isASCII = true
        var hasEscapes = false
        while index < end {
            let byte = object.bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                let place = start..<index
                index += 1
                guard isASCII || String(validating: object.bytes[place], as: UTF8.self) != nil else { return nil }
                return hasEscapes ? (start - 1..<index, .scalar) : (place, .text)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                guard skipEscape() else { return nil }
            case ..<0x20:
                return nil
            default:
                isASCII = isASCII && byte < 0x80
                index += 1
            }
        }
        return nil
    }

    private mutating func skipEscape() -> Bool {
        guard index + 1 < end else { return false }
        let letter = object.bytes[index + 1]
        index += 2
        guard letter == UInt8(ascii: "u") else { return "\"\\/bfnrt".utf8.contains(letter) }
        guard index + 4 <= end, object.bytes[index..<index + 4].allSatisfy(Self.isHexadecimal) else { return false }
        index += 4
        return true
    }

    private mutating func number() -> Found? {
        let start = index
        var isPlain = !take(UInt8(ascii: "-"))
        let first = index
        guard skipDigits(), object.bytes[first] != UInt8(ascii: "0") || index == first + 1 else { return nil }
        if take(UInt8(ascii: ".")) {
            isPlain = false
            guard skipDigits() else { return nil }
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isPlain = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard skipDigits() else { return nil }
        }
        return (start..<index, isPlain && index - start <= 18 ? .integer : .scalar)
    }

    private mutating func skipDigits() -> Bool {
        let start = index
        while index < end, object.bytes[index] >= UInt8(ascii: "0"), object.bytes[index] <= UInt8(ascii: "9") {
            index += 1
        }
        return index > start
    }

    private mutating func skipList(depth: Int) -> Bool {
        index += 1
        skipSpace()
        if take(UInt8(ascii: "]")) { return true }
        repeat {
            skipSpace()
            guard value(depth: depth + 1) != nil else { return false }
            skipSpace()
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]"))
    }

    private mutating func skipObject(depth: Int) -> Bool {
        index += 1
        skipSpace()
        if take(UInt8(ascii: "}")) { return true }
        repeat {
            skipSpace()
            guard string() != nil else { return false }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { return false }
            skipSpace()
            guard value(depth: depth + 1) != nil else { return false }
            skipSpace()
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}"))
    }

    private mutating func word(_ word: StaticString, _ kind: ScannedObject.Kind) -> Found? {
        let place = index..<index + word.utf8CodeUnitCount
        guard place.upperBound <= end,
            word.withUTF8Buffer({ object.bytes[place].elementsEqual($0) })
        else { return nil }
        index = place.upperBound
        return (place, kind)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < end, object.bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while index < end {
            switch object.bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
