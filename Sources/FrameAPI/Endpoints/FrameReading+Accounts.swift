extension FrameReading {
    /// The accounts that the credential can see. `GET /accounts/` (vendor text).
    ///
    /// - Parameters:
    ///   - name: Keeps accounts of this name.
    ///   - organization: Keeps accounts of this organization.
    /// - Returns: The accounts, in the service's order.
    /// - Throws: ``FrameAPIError``.
    public func accounts(
        name: String? = nil,
        organization: OrganizationID? = nil
    ) async throws(FrameAPIError) -> [Account] {
        let query = [("name", name), ("organization_id", organization?.value)]
        return try await list("/accounts/", query: query, of: Account.self, due: "a list of accounts")
    }

    /// One account. `GET /accounts/{id}` (vendor text).
    public func account(_ id: AccountID) async throws(FrameAPIError) -> Account {
        try await get("/accounts/\(id)").entity(Account.self, due: "an account")
    }

    /// The availability zones of an account. `GET /accounts/{id}/availability_zones` (vendor text; the form of the answer is not
    /// documented).
    public func availabilityZones(of account: AccountID) async throws(FrameAPIError) -> JSONValue {
        try await value("/accounts/\(account)/availability_zones", due: "availability zones")
    }

    /// The pools of an account, all kinds. `GET /accounts/{id}/pools` (vendor text).
    public func pools(of account: AccountID) async throws(FrameAPIError) -> [Pool] {
        try await list("/accounts/\(account)/pools", of: Pool.self, due: "a list of pools")
    }
}

extension FrameReading {
    /// The clouds that machines can run on. `GET /cloud_providers` (vendor text).
    public func cloudProviders() async throws(FrameAPIError) -> [CloudProvider] {
        try await list("/cloud_providers", of: CloudProvider.self, due: "a list of cloud providers")
    }

    /// The places that machines can run in. `GET /datacenters` (vendor text).
    public func datacenters() async throws(FrameAPIError) -> [Datacenter] {
        try await list("/datacenters", of: Datacenter.self, due: "a list of datacenters")
    }
}
