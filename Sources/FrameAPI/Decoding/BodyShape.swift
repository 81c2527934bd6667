import FoundationEssentials

/// What a body looks like, for a message about one that is not understood.
enum BodyShape {
    case compressed, byteOrderMark, empty, htmlPage, xml
    /// It begins as JSON does.
    case damagedJSON
    case text
    case json(JSONValue)

    init(of body: [UInt8]) {
        self = Self.shape(of: body)
    }

    private static func shape(of body: [UInt8]) -> BodyShape {
        if body.starts(with: [0x1F, 0x8B]) { return .compressed }
        if body.starts(with: [0xEF, 0xBB, 0xBF]) { return .byteOrderMark }
        let text = String(decoding: body.prefix(2_048), as: UTF8.self).trimmingWhitespace()
        guard let first = text.first else { return .empty }
        let start = text.prefix(200).lowercased()
        if start.hasPrefix("<!doctype") || start.contains("<html") { return .htmlPage }
        if first == "<" { return .xml }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(body)) else {
            return first == "{" || first == "[" ? .damagedJSON : .text
        }
        return .json(value)
    }

    var words: String {
        switch self {
        case .compressed: "compressed data that was not asked for"
        case .byteOrderMark: "text that begins with a byte order mark"
        case .empty: "an empty body"
        case .htmlPage: "an HTML page"
        case .xml: "XML"
        case .damagedJSON: "JSON that is cut short or damaged"
        case .text: "text that is not JSON"
        case .json(let value): Self.words(for: value)
        }
    }

    private static func words(for value: JSONValue) -> String {
        switch value {
        case .null: return "null"
        case .bool: return "true or false"
        case .integer, .number: return "a number"
        case .string: return "a text"
        case .array: return "a list"
        case .object(let members):
            guard !members.isEmpty else { return "an object with no keys" }
            let keys = members.keys.sorted().prefix(5).joined(separator: ", ")
            return "an object with the keys \(keys)"
        }
    }
}
