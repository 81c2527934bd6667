/// The order and the part of a list, where the service has such parameters.
public struct ListOptions: Sendable {
    /// The field to order by.
    public var orderBy: String?
    /// The direction, as the service spells it.
    public var order: String?
    /// How many to skip.
    public var offset: Int?
    /// How many to return.
    public var limit: Int?

    /// Makes options; a `nil` value is not sent.
    public init(orderBy: String? = nil, order: String? = nil, offset: Int? = nil, limit: Int? = nil) {
        self.orderBy = orderBy
        self.order = order
        self.offset = offset
        self.limit = limit
    }

    var query: [(name: String, value: String?)] {
        [
            ("order_by", orderBy), ("order", order), ("offset", offset.map { String($0) }),
            ("limit", limit.map { String($0) }),
        ]
    }
}

extension FrameReading {
    /// The organizations that the credential can see. `GET /organizations` (vendor text).
    public func organizations(
        name: String? = nil,
        showDeleted: Bool? = nil,
        options: ListOptions = ListOptions()
    ) async throws(FrameAPIError) -> [Organization] {
        let query = [("name", name), ("show_deleted", showDeleted.map { String($0) })] + options.query
        return try await list("/organizations", query: query, of: Organization.self, due: "a list of organizations")
    }

    /// One organization. `GET /organizations/{id}` (vendor text).
    public func organization(_ id: OrganizationID) async throws(FrameAPIError) -> Organization {
        try await get("/organizations/\(id)").entity(Organization.self, due: "an organization")
    }

    /// The customer that the credential belongs to: one object, not a list. `GET /customers/` (vendor text).
    public func customer() async throws(FrameAPIError) -> Customer {
        try await get("/customers/").entity(Customer.self, due: "a customer")
    }

    /// The accounts of a customer. `GET /customers/{id}/accounts` (vendor text).
    public func accounts(
        of customer: CustomerID,
        name: String? = nil,
        active: Bool? = nil,
        organization: OrganizationID? = nil,
        options: ListOptions = ListOptions()
    ) async throws(FrameAPIError) -> [Account] {
        let query =
            [("name", name), ("active", active.map { String($0) }), ("organization_id", organization?.value)]
            + options.query
        return try await list(
            "/customers/\(customer)/accounts",
            query: query,
            of: Account.self,
            due: "a list of accounts"
        )
    }
}
