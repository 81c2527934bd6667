/// Reads JSON from the front to the back, as strictly as its grammar (RFC 8259).
///
/// Values are located and not decoded: each has its kind and its place. The bytes of a text may still be no valid text, see ``JSONString``;
/// that affects the reader of that text, not the document.
struct JSONScanner {
    /// Why the bytes are not a JSON document, or not the expected one.
    enum Flaw: Error, Equatable {
        case cutShort, damaged, tooDeep, strayComma, trailingText
        case notAList, notAnObject, notAText
        /// A list whose rows are no objects.
        case otherRows
    }

    /// The kind of a value, as far as its place shows it.
    enum Kind {
        /// A text without escapes.
        case text
        case escapedText
        case number, null, yes, no, list, object
    }

    /// A value, a text's place without its quotes.
    struct Value {
        let kind: Kind
        let place: Range<Int>
    }

    /// No answer of the service is half as deep.
    static let deepest = 512

    let bytes: [UInt8]
    private(set) var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the value at the present place.
    mutating func value() throws(Flaw) -> Value {
        let start = index
        switch next {
        case UInt8(ascii: "\""): return try text()
        case UInt8(ascii: "["): return Value(kind: .list, place: try nested())
        case UInt8(ascii: "{"): return Value(kind: .object, place: try nested())
        case UInt8(ascii: "n"): return Value(kind: .null, place: try word("null"))
        case UInt8(ascii: "t"): return Value(kind: .yes, place: try word("true"))
        case UInt8(ascii: "f"): return Value(kind: .no, place: try word("false"))
        default:
            try number()
            return Value(kind: .number, place: start..<index)
        }
    }

    /// Reads a member's name and the colon behind it.
    mutating func key() throws(Flaw) -> Value {
        guard next == UInt8(ascii: "\"") else { throw flaw }
        let key = try text()
        skipSpace()
        try expect(UInt8(ascii: ":"))
        skipSpace()
        return key
    }

    /// Reads an opening bracket.
    ///
    /// - Returns: Whether the closing one follows at once, and was read too.
    mutating func open(_ bracket: UInt8) throws(Flaw) -> Bool {
        try expect(bracket)
        skipSpace()
        guard next != UInt8(ascii: ",") else { throw .strayComma }
        return take(bracket + 2)
    }

    /// Reads a comma and requires something after it, if there is one.
    mutating func takeComma() throws(Flaw) -> Bool {
        skipSpace()
        guard take(UInt8(ascii: ",")) else { return false }
        skipSpace()
        switch next {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): throw .strayComma
        default: return true
        }
    }

    mutating func expect(_ byte: UInt8) throws(Flaw) {
        guard take(byte) else { throw flaw }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        index += 1
        return true
    }

    mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    /// The byte at the present place; `nil` at the end.
    var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// The flaw when the next byte is not the expected one.
    private var flaw: Flaw { index < bytes.count ? .damaged : .cutShort }

    /// Skips a list or an object without recursion: untrusted input must not determine the depth of the stack.
    private mutating func nested() throws(Flaw) -> Range<Int> {
        let start = index
        var closing: [UInt8] = []
        while true {
            if next == UInt8(ascii: "[") || next == UInt8(ascii: "{"), let bracket = next {
                guard closing.count < Self.deepest else { throw .tooDeep }
                if try !open(bracket) {
                    closing.append(bracket + 2)
                    if bracket == UInt8(ascii: "{") { _ = try key() }
                    continue
                }
            } else {
                _ = try value()
            }
            while let bracket = closing.last, try !takeComma() {
                try expect(bracket)
                closing.removeLast()
            }
            guard let bracket = closing.last else { return start..<index }
            if bracket == UInt8(ascii: "}") { _ = try key() }
        }
    }

    private mutating func text() throws(Flaw) -> Value {
        index += 1
        let start = index
        var kind = Kind.text
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return Value(kind: kind, place: start..<index - 1)
            case UInt8(ascii: "\\"):
                kind = .escapedText
                try skipEscape()
            case ..<0x20:
                throw .damaged
            default:
                index += 1
            }
        }
        throw .cutShort
    }

    private mutating func skipEscape() throws(Flaw) {
        index += 1
        guard let letter = next, "\"\\/bfnrtu".utf8.contains(letter) else { throw flaw }
        index += 1
        guard letter == UInt8(ascii: "u") else { return }
        for _ in 0..<4 {
            guard let digit = next, digit.hexadecimalValue != nil else { throw flaw }
            index += 1
        }
    }

    private mutating func number() throws(Flaw) {
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
    }

    private mutating func digits() throws(Flaw) {
        let start = index
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
        guard index > start else { throw flaw }
    }

    private mutating func word(_ word: StaticString) throws(Flaw) -> Range<Int> {
        let start = index
        for offset in 0..<word.utf8CodeUnitCount { try expect(word.utf8Start[offset]) }
        return start..<index
    }
}
