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

/// A number, kept as its digits however many there are.
struct Digits: Decodable {
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
        let fields = Fields(.decoder(try decoder.container(keyedBy: Fields.Key.self)))
        guard Entity.identifyingKeys.contains(where: fields.has) else {
            throw DecodingFault(came: "an object with \(fields.keysInWords)")
        }
        entity = try Entity(from: fields)
    }
}
