import FoundationEssentials

/// What a body looks like, for a message about one that is not understood.
struct BodyShape {
    let words: String

    init(of body: [UInt8]) {
        words = Self.describe(body)
    }

    private static func describe(_ body: [UInt8]) -> String {
        if body.starts(with: [0x1F, 0x8B]) { return "compressed data that was not asked for" }
        if body.starts(with: [0xEF, 0xBB, 0xBF]) { return "text that begins with a byte order mark" }
        let text = String(decoding: body.prefix(2_048), as: UTF8.self).trimmingWhitespace()
        guard let first = text.first else { return "an empty body" }
        let start = text.prefix(200).lowercased()
        if start.hasPrefix("<!doctype") || start.contains("<html") { return "an HTML page" }
        if first == "<" { return "XML" }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(body)) else {
            return first == "{" || first == "[" ? "JSON that is cut short or damaged" : "text that is not JSON"
        }
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
