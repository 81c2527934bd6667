import FoundationEssentials

/// A row of a possibly long list, which writes its own members: an encoder takes ten times as long for each.
protocol JSONRow: Encodable {
    /// Writes the members in the order of their names, as an encoder would.
    func write(to line: inout JSONLine)
}

/// Values as JSON, each without a line feed, one after the other.
struct JSONLine {
    /// The written bytes.
    private(set) var bytes: [UInt8] = []
    private let encoder: JSONEncoder

    init() {
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// Returns and removes all written bytes.
    mutating func take() -> String {
        defer { bytes.removeAll(keepingCapacity: true) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds text that is no value.
    mutating func add(raw text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Writes a value on one line.
    mutating func append(_ value: some Encodable) {
        guard let row = value as? any JSONRow else { return encode(value) }
        bytes.append(UInt8(ascii: "{"))
        row.write(to: &self)
        if bytes.last == UInt8(ascii: ",") { bytes.removeLast() }
        bytes.append(UInt8(ascii: "}"))
    }

    /// Writes a member; none when there is no value.
    mutating func add(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        begin(name)
        write(value)
        bytes.append(UInt8(ascii: ","))
    }

    /// Writes a member; `null` when there is no value.
    mutating func addAlways(_ name: StaticString, _ value: String?) {
        guard value == nil else { return add(name, value) }
        begin(name)
        add(raw: "null,")
    }

    mutating func add(_ name: StaticString, _ value: Int) {
        begin(name)
        bytes.append(contentsOf: String(value).utf8)
        bytes.append(UInt8(ascii: ","))
    }

    private mutating func begin(_ name: StaticString) {
        bytes.append(UInt8(ascii: "\""))
        add(raw: name)
        add(raw: "\":")
    }

    private mutating func write(_ text: String) {
        let isPlain = text.utf8.allSatisfy {
            $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 != 0x7F
        }
        guard isPlain else { return encode(text) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: text.utf8)
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func encode(_ value: some Encodable) {
        do {
            bytes.append(contentsOf: try encoder.encode(value))
        } catch {
            // The values are structs of text and numbers, which always encode.
            preconditionFailure("cannot encode \(type(of: value)): \(error)")
        }
    }
}
