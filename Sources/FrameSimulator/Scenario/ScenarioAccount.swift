/// One account: its pools, and sessions that belong to none of them.
package struct ScenarioAccount: Codable, Sendable, Equatable {
    package var id: String
    package var name: String
    package var organizationID: String
    package var active: Bool
    package var pools: [ScenarioPool]
    /// In addition to those of the pools; the place of sessions without `pool_id`, or with an unknown one.
    package var sessions: [ScenarioSession]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, name
        case organizationID = "organization_id"
        case active, pools, sessions
    }

    package init(
        id: String,
        name: String,
        organizationID: String,
        active: Bool = true,
        pools: [ScenarioPool],
        sessions: [ScenarioSession] = []
    ) {
        self.id = id
        self.name = name
        self.organizationID = organizationID
        self.active = active
        self.pools = pools
        self.sessions = sessions
    }

    package init(from decoder: any Decoder) throws {
        let fields = try StrictFields<CodingKeys>(decoder)
        id = try fields.text(.id)
        name = try fields.text(.name)
        organizationID = try fields.text(.organizationID)
        active = try fields.value(.active, default: true)
        pools = try fields.value(.pools)
        sessions = try fields.value(.sessions, default: [])
    }
}
