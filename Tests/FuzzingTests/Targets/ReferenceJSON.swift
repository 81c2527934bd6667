/// A JSON value as RFC 8259 has it, read by hand: what the project's readers are compared with.
///
/// A reader may pass over numbers and texts that nobody asks for. So does this: one that is none is ``Value/doubtful`` here, and the
/// document is not to the letter.
struct ReferenceJSON {
    /// A value.
    indirect enum Value {
        case null
        case bool
        /// A number as it is spelled.
        case number(String)
        case text(String)
        /// A text or a number with something in it that none has.
        case doubtful
        case list([Value])
        case object([(name: String?, value: Value)])
    }

    /// The document.
    let value: Value
    /// Whether every number and every text is one by the letter, too.
    private(set) var isToTheLetter = true
    /// How deep lists and objects lie in each other.
    private(set) var depth = 0

    /// Reads a document; `nil` when brackets, commas, colons, quotes or words are not those of one.
    init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes)
        guard let value = reader.document() else { return nil }
        self.value = value
        isToTheLetter = reader.isToTheLetter
        depth = reader.deepest
    }

    /// The entries of a bare list, or of an object whose one member `data` is a list.
    var entries: [Value]? {
        switch value {
        case .list(let entries): entries
        case .object(let members) where members.count == 1 && members[0].name == "data":
            if case .list(let entries) = members[0].value { entries } else { nil }
        default: nil
        }
    }
}

extension ReferenceJSON.Value {
    /// The values that an object has under a name: more than one when it is given more than once.
    func members(_ name: String) -> [Self] {
        guard case .object(let members) = self else { return [] }
        return members.filter { $0.name == name }.map(\.value)
    }

    /// The entries of a list, none of anything else.
    var elements: [Self] {
        if case .list(let elements) = self { elements } else { [] }
    }

    var isObject: Bool {
        if case .object = self { true } else { false }
    }

    /// The text that a reader makes of the value which takes a number for its digits.
    var reading: Reading {
        switch self {
        case .text(let text): .is(text)
        case .number(let digits): .is(digits)
        case .null, .bool, .list, .object, .doubtful: .isNone
        }
    }

    /// What a reader of texts must make of a value.
    enum Reading {
        case `is`(String)
        case isNone

        /// Whether a reader that made `text` of the value did right.
        func fits(_ text: String?) -> Bool {
            switch self {
            case .is(let due): text?.utf8.elementsEqual(due.utf8) ?? false
            case .isNone: text == nil
            }
        }
    }
}

/// Reads from the front to the back, one function for each kind of value.
private struct Reader {
    let bytes: [UInt8]
    var isToTheLetter = true
    var deepest = 0
    private var index = 0
    private var depth = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() -> ReferenceJSON.Value? {
        guard let value = value() else { return nil }
        skipSpace()
        return index == bytes.count ? value : nil
    }

    private mutating func value() -> ReferenceJSON.Value? {
        skipSpace()
        guard index < bytes.count else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "{"): return nested { $0.object() }
        case UInt8(ascii: "["): return nested { $0.list() }
        case UInt8(ascii: "\""): return text().map { $0.map { .text($0) } ?? .doubtful }
        case UInt8(ascii: "n"): return word("null", .null)
        case UInt8(ascii: "t"): return word("true", .bool)
        case UInt8(ascii: "f"): return word("false", .bool)
        default: return number()
        }
    }

    private mutating func nested(_ read: (inout Reader) -> ReferenceJSON.Value?) -> ReferenceJSON.Value? {
        index += 1
        depth += 1
        deepest = max(deepest, depth)
        defer { depth -= 1 }
        return read(&self)
    }

    private mutating func list() -> ReferenceJSON.Value? {
        var entries: [ReferenceJSON.Value] = []
        if takes("]") { return .list(entries) }
        repeat {
            guard let entry = value() else { return nil }
            entries.append(entry)
        } while takes(",")
        return takes("]") ? .list(entries) : nil
    }

    private mutating func object() -> ReferenceJSON.Value? {
        var members: [(name: String?, value: ReferenceJSON.Value)] = []
        if takes("}") { return .object(members) }
        repeat {
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\""), let name = text(), takes(":"),
                let value = value()
            else { return nil }
            members.append((name, value))
        } while takes(",")
        return takes("}") ? .object(members) : nil
    }

    /// A text, which is `nil` inside when something in it is not of a text; `nil` itself without an end.
    private mutating func text() -> String?? {
        let start = index
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < bytes.count else { return nil }
        index += 1
        let text = ReferenceText(bytes[start + 1..<index - 1])
        isToTheLetter = isToTheLetter && text != nil
        return .some(text?.value)
    }

    private mutating func number() -> ReferenceJSON.Value? {
        let run = bytes[index...].prefix { Self.marks.contains($0) }
        guard !run.isEmpty else { return nil }
        index += run.count
        guard Self.isNumber(run) else {
            isToTheLetter = false
            return .doubtful
        }
        return .number(String(decoding: run, as: UTF8.self))
    }

    private static func isNumber(_ spelled: ArraySlice<UInt8>) -> Bool {
        var rest = spelled
        /// Takes digits, and says how many.
        func digits() -> Int {
            let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        guard whole == 1 || (whole > 1 && !startsWithZero) else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard digits() > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static let marks = Set("0123456789+-.eE".utf8)

    private mutating func word(_ word: String, _ value: ReferenceJSON.Value) -> ReferenceJSON.Value? {
        guard bytes[index...].starts(with: word.utf8) else { return nil }
        index += word.utf8.count
        return value
    }

    private mutating func takes(_ mark: Unicode.Scalar) -> Bool {
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: mark) else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }
}
