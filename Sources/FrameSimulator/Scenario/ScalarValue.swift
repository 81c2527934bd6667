/// A value that a service may send in place of a text: the text, a number, or null.
package enum ScalarValue: Sendable, Equatable, Codable, CustomStringConvertible {
    case null
    case text(String)
    case number(Int)

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        }
    }

    package var description: String {
        switch self {
        case .null: "null"
        case .text(let text): "\"\(text)\""
        case .number(let number): "\(number)"
        }
    }

    /// The value in a path, and as a client compares it; nil for null.
    var identity: String? {
        switch self {
        case .null: nil
        case .text(let text): text
        case .number(let number): String(number)
        }
    }

    /// Without the `.0` of integers.
    static func short(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? "\(number)"
    }
}
