/// Something that the service describes as a JSON object, read with tolerance: extra fields, nulls, and numbers where text
/// is due are taken; an object that has none of the identifying keys is something else, such as an error.
protocol ServiceEntity: Sendable {
    /// Keys of which at least one is present, be it null, in every object of this kind.
    static var identifyingKeys: [String] { get }

    init(from fields: Fields) throws(DecodingFault)
}

extension ServiceEntity {
    static func isIdentified(by fields: Fields) -> Bool {
        identifyingKeys.contains(where: fields.has)
    }
}

/// What came instead of what was due, in words.
struct DecodingFault: Error {
    let came: String
}
