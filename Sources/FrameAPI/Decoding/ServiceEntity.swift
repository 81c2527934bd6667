import FoundationEssentials

/// Something that the service describes as a JSON object, read with tolerance: extra fields, nulls, and numbers where text
/// is due are taken; an object that has none of the identifying keys is something else, such as an error.
protocol ServiceEntity: Sendable {
    /// Keys of which at least one is present, be it null, in every object of this kind.
    static var identifyingKeys: [String] { get }

    init(from fields: Fields) throws(DecodingFault)
}

/// What a decoder found instead of what was due, in words.
struct DecodingFault: Error {
    let came: String
}

/// The members of one JSON object.
struct Fields {
    private let container: KeyedDecodingContainer<Key>

    struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(_ container: KeyedDecodingContainer<Key>) {
        self.container = container
    }

    func has(_ key: String) -> Bool {
        container.contains(Key(stringValue: key))
    }

    /// Text, or a number as its digits; `nil` for null, a missing key or anything else.
    func text(_ key: String) -> String? {
        let key = Key(stringValue: key)
        guard container.contains(key), (try? container.decodeNil(forKey: key)) == false else { return nil }
        if let text = try? container.decode(String.self, forKey: key) { return text }
        return (try? container.decode(Digits.self, forKey: key))?.text
    }

    /// An id that is not empty.
    func identifier<Entity>(_ key: String) -> Identifier<Entity>? {
        text(key).flatMap { $0.isEmpty ? nil : Identifier($0) }
    }

    func requiredIdentifier<Entity>(_ key: String) throws(DecodingFault) -> Identifier<Entity> {
        guard let id: Identifier<Entity> = identifier(key) else {
            throw DecodingFault(came: "an object without “\(key)”")
        }
        return id
    }

    func bool(_ key: String) -> Bool? {
        try? container.decodeIfPresent(Bool.self, forKey: Key(stringValue: key))
    }

    func time(_ key: String) -> ServiceTime? {
        text(key).map(ServiceTime.init)
    }

    /// The first few keys, for a message.
    var keysInWords: String {
        let keys = container.allKeys.map(\.stringValue).sorted().prefix(5)
        return keys.isEmpty ? "no keys" : "the keys " + keys.joined(separator: ", ")
    }
}

/// A number, kept as its digits however many there are.
private struct Digits: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let text = container.textOrDigits() else {
            throw DecodingError.typeMismatch(
                Self.self,
                .init(codingPath: decoder.codingPath, debugDescription: "a number was due")
            )
        }
        self.text = text
    }
}

extension SingleValueDecodingContainer {
    func textOrDigits() -> String? {
        if let text = try? decode(String.self) { return text }
        if let number = try? decode(Int64.self) { return String(number) }
        // A decimal holds 38 digits; of a longer number it holds another one.
        guard let number = try? decode(Decimal.self).description, number.utf8.count <= 38 else { return nil }
        return number
    }
}

/// Lets a JSON decoder read an entity.
struct EntityBox<Entity: ServiceEntity>: Decodable {
    let entity: Entity

    init(from decoder: any Decoder) throws {
        let fields = Fields(try decoder.container(keyedBy: Fields.Key.self))
        guard Entity.identifyingKeys.contains(where: fields.has) else {
            throw DecodingFault(came: "an object with \(fields.keysInWords)")
        }
        entity = try Entity(from: fields)
    }
}
