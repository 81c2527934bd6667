/// A customer: the top of the tree, above organizations and accounts.
public struct Customer: Sendable, Equatable {
    /// The customer's id.
    public let id: CustomerID
    /// Its name.
    public let name: String?
    /// Whether it is in use.
    public let isActive: Bool?
    /// Its part of web addresses.
    public let urlSlug: String?
}

extension Customer: ServiceEntity {
    static let identifyingKeys = ["id"]

    init(from fields: Fields) throws(DecodingFault) {
        id = try fields.requiredIdentifier("id")
        name = fields.text("name")
        isActive = fields.bool("active")
        urlSlug = fields.text("url_slug")
    }
}
