import FoundationEssentials

/// The one form in which a value is written down and hashed: keys sorted, no white space, slashes as they are.
struct CanonicalJSON: Sendable {
    private let encoder: JSONEncoder

    init() {
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    func encode(_ value: some Encodable) throws -> Data {
        try encoder.encode(value)
    }
}
