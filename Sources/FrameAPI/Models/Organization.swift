/// An organization: the level between a customer and its accounts.
public struct Organization: Sendable, Equatable {
    /// The organization's id.
    public let id: OrganizationID
    /// Its name.
    public let name: String?
    /// Free text about it.
    public let summary: String?
    /// Its part of web addresses.
    public let urlSlug: String?
    /// The web site given for it.
    public let website: String?
}

extension Organization: ServiceEntity {
    static let identifyingKeys = ["id"]

    init(from fields: Fields) throws(DecodingFault) {
        id = try fields.requiredIdentifier("id")
        name = fields.text("name")
        summary = fields.text("description")
        urlSlug = fields.text("url_slug")
        website = fields.text("website")
    }
}
