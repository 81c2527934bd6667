import FoundationEssentials

/// JSON as it is printed: sorted keys, so that two outputs can be compared.
enum JSONText {
    /// A document over several lines.
    static func document(_ value: some Encodable) -> String {
        encode(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    }

    /// A value on one line.
    static func line(_ value: some Encodable) -> String {
        encode(value, [.sortedKeys, .withoutEscapingSlashes])
    }

    private static func encode(_ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
        } catch {
            // The values are structs of text and numbers, which always encode.
            preconditionFailure("cannot encode \(type(of: value)): \(error)")
        }
    }
}
