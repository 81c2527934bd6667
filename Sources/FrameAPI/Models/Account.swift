public import FoundationEssentials

/// An account: the unit that holds pools and sessions. Its id is part of the console's address.
public struct Account: Sendable, Equatable {
    /// The account's id.
    public let id: AccountID
    /// The name that administrators use.
    public let name: String?
    /// Whether the account is in use.
    public let isActive: Bool?
    /// Free text about the account.
    public let summary: String?
    /// The kind of account; `frame` in every known example.
    public let kind: String?
    /// Notes that administrators left.
    public let notes: String?
    /// The account's part of web addresses.
    public let urlSlug: String?
    /// The web site given for the account.
    public let website: String?
    /// When the sandbox was last published.
    public let lastPublish: ServiceTime?
    /// When the account was created.
    public let insertedAt: ServiceTime?
}

extension Account: ServiceEntity {
    static let identifyingKeys = ["id"]

    init(from fields: Fields) throws(DecodingFault) {
        id = try fields.requiredIdentifier("id")
        name = fields.text("name")
        isActive = fields.bool("active")
        summary = fields.text("description")
        kind = fields.text("kind")
        notes = fields.text("notes")
        urlSlug = fields.text("url_slug")
        website = fields.text("website")
        lastPublish = fields.time("last_publish")
        insertedAt = fields.time("inserted_at")
    }
}

/// A time as the service writes it: with or without a trailing `Z`, with up to six digits of fraction, always UTC.
public struct ServiceTime: Sendable, Hashable {
    /// The text as received.
    public let text: String
    /// The moment, or `nil` when the text is not understood. The text is kept either way.
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
