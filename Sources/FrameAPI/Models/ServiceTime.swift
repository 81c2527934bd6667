public import FoundationEssentials

/// A time as the service writes it: with or without a trailing `Z`, with up to six digits of fraction, always UTC.
public struct ServiceTime: Sendable, Hashable {
    /// The text as it came.
    public let text: String
    /// The moment that it names, or `nil` when the text is not understood. The text is kept either way.
    public let date: Date?

    /// Reads the service's spelling of a time.
    public init(_ text: String) {
        self.text = text
        let zoned = text.ends(with: "Z") || text.ends(with: "z") ? text : text + "Z"
        date =
            (try? Date(zoned, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
            ?? (try? Date(zoned, strategy: Date.ISO8601FormatStyle()))
    }
}
