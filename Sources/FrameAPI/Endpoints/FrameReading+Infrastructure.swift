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
