extension JSONScanner {
    /// A list or an object that is being read.
    private struct Open {
        /// The name of the member that comes next; `nil` in a list.
        var key: String?
        var items: [JSONValue] = []
        var members: [String: JSONValue] = [:]

        var closing: UInt8 { key == nil ? UInt8(ascii: "]") : UInt8(ascii: "}") }

        var value: JSONValue { key == nil ? .array(items) : .object(members) }

        mutating func add(_ value: JSONValue) {
            if let key { members[key] = value } else { items.append(value) }
        }
    }

    /// Reads a document of any shape, in one pass and without recursion.
    static func tree(in bytes: [UInt8]) throws(Flaw) -> JSONValue {
        var scanner = JSONScanner(bytes)
        var open: [Open] = []
        scanner.skipSpace()
        while true {
            var value: JSONValue
            switch scanner.next {
            case UInt8(ascii: "["):
                if try !scanner.open(UInt8(ascii: "[")) {
                    open.append(Open())
                    guard open.count <= deepest else { throw .tooDeep }
                    continue
                }
                value = .array([])
            case UInt8(ascii: "{"):
                if try !scanner.open(UInt8(ascii: "{")) {
                    open.append(Open(key: try scanner.name()))
                    guard open.count <= deepest else { throw .tooDeep }
                    continue
                }
                value = .object([:])
            default:
                value = try scanner.leaf()
            }
            while let last = open.indices.last {
                open[last].add(value)
                if try scanner.takeComma() {
                    if open[last].key != nil { open[last].key = try scanner.name() }
                    break
                }
                try scanner.expect(open[last].closing)
                value = open.removeLast().value
            }
            guard open.isEmpty else { continue }
            try scanner.end()
            return value
        }
    }

    private mutating func name() throws(Flaw) -> String {
        let key = try key()
        guard let name = JSONString.read(bytes[key.place], isEscaped: key.kind == .escapedText) else { throw .damaged }
        return name
    }

    private mutating func leaf() throws(Flaw) -> JSONValue {
        let leaf = try value()
        switch leaf.kind {
        case .null: return .null
        case .yes: return .bool(true)
        case .no: return .bool(false)
        case .text, .escapedText:
            guard let text = JSONString.read(bytes[leaf.place], isEscaped: leaf.kind == .escapedText) else {
                throw .damaged
            }
            return .string(text)
        case .number, .list, .object:
            let digits = String(decoding: bytes[leaf.place], as: UTF8.self)
            if let whole = Int64(digits) { return .integer(whole) }
            guard let number = Double(digits), number.isFinite else { throw .damaged }
            // 1e2 is an integer, as 100 is.
            return Int64(exactly: number).map { .integer($0) } ?? .number(number)
        }
    }
}
