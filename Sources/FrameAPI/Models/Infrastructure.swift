/// A cloud that machines can run on.
public struct CloudProvider: Sendable, Equatable {
    /// Its `external_id`, like `gateway-prod.2`.
    public let id: String?
    /// Its name in the service.
    public let name: String?
    /// Its name for people.
    public let displayName: String?
}

/// A place that machines can run in.
public struct Datacenter: Sendable, Equatable {
    /// Its `external_id`, like `gateway-prod.2`.
    public let id: String?
    /// Its name in the service.
    public let name: String?
    /// Its name for people.
    public let displayName: String?
}

extension CloudProvider: ServiceEntity {
    static let identifyingKeys = ["external_id", "name"]

    init(from fields: Fields) {
        id = fields.text("external_id")
        name = fields.text("name")
        displayName = fields.text("display_name")
    }
}

extension Datacenter: ServiceEntity {
    static let identifyingKeys = ["external_id", "name"]

    init(from fields: Fields) {
        id = fields.text("external_id")
        name = fields.text("name")
        displayName = fields.text("display_name")
    }
}
