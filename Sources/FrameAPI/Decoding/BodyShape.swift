/// The apparent form of a body, for a message about a body that is not understood.
enum BodyShape {
    case compressed, byteOrderMark, empty, htmlPage, xml
    /// It begins as JSON does.
    case damagedJSON
    /// It begins as JSON does, and is nested more deeply than the reader allows.
    case deepJSON
    case text
    case json(JSONScanner.Kind, words: String)

    init(of body: [UInt8]) {
        self = Self.shape(of: body)
    }

    private static func shape(of body: [UInt8]) -> BodyShape {
        if body.starts(with: [0x1F, 0x8B]) { return .compressed }
        if body.starts(with: [0xEF, 0xBB, 0xBF]) { return .byteOrderMark }
        let blank = body.prefix { [0x20, 0x09, 0x0A, 0x0D].contains($0) }.count
        let text = String(decoding: body.dropFirst(blank).prefix(2_048), as: UTF8.self).trimmingWhitespace()
        guard let first = text.unicodeScalars.first else { return .empty }
        let start = String(String.UnicodeScalarView(text.unicodeScalars.prefix(200))).lowercased()
        if start.begins(with: "<!doctype") || start.contains("<html") { return .htmlPage }
        if first == "<" { return .xml }
        do throws(JSONScanner.Flaw) {
            let kind = try JSONScanner.document(in: body).kind
            return .json(kind, words: words(for: kind, body: body))
        } catch .tooDeep {
            return .deepJSON
        } catch {
            return first == "{" || first == "[" ? .damagedJSON : .text
        }
    }

    var words: String {
        switch self {
        case .compressed: "compressed data that was not asked for"
        case .byteOrderMark: "text that begins with a byte order mark"
        case .empty: "an empty body"
        case .htmlPage: "an HTML page"
        case .xml: "XML"
        case .damagedJSON: "JSON that is cut short or damaged"
        case .deepJSON: "JSON nested more than \(JSONScanner.deepest) levels deep"
        case .text: "text that is not JSON"
        case .json(_, let words): words
        }
    }

    private static func words(for kind: JSONScanner.Kind, body: [UInt8]) -> String {
        switch kind {
        case .null: "null"
        case .yes, .no: "true or false"
        case .number: "a number"
        case .text, .escapedText: "a text"
        case .list: "a list"
        case .object: "an object with \(JSONScanner.beginning(ofObjectIn: body).keysInWords)"
        }
    }
}
