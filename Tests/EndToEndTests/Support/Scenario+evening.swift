import FrameSimulator

extension Scenario {
    static let evening = "a0000000-0000-4000-8000-0000000000e1"

    /// A small account with every oddity that a listing may have; faults and further members can be added.
    static func evening(_ members: String = "", sessions: Int = 12) throws -> Scenario {
        try Scenario.reading(
            """
            {
              "name": "evening",
              "credentials": [
                { "client_id": "00000000-0000-4000-8000-0000000000e1.img.frame.nutanix.com",
                  "client_secret": "e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1" },
                { "client_id": "00000000-0000-4000-8000-0000000000e2.img.frame.nutanix.com",
                  "client_secret": "e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2", "role": "auditor" }
              ],
              "organizations": [{ "id": "b0000000-0000-4000-8000-0000000000e1", "name": "Contoso" }],
              "accounts": [{
                "id": "\(evening)", "name": "Contoso Evening",
                "organization_id": "b0000000-0000-4000-8000-0000000000e1",
                "pools": [
                  { "name": "Floor", "kind": "production", "external_id": "gateway-prod.Floor", "max_servers": 1000,
                    "sessions": \(sessions) },
                  { "name": "Stairs", "kind": "PRODUCTION", "external_id": "gateway-prod.Stairs", "max_servers": 10,
                    "sessions": 2 },
                  { "name": "Sandbox", "kind": "sandbox", "external_id": "gateway-prod.Sandbox", "max_servers": 1,
                    "sessions": 1 },
                  { "name": "Utility", "kind": "utility", "external_id": "gateway-prod.Utility", "max_servers": 1,
                    "sessions": 1 },
                  { "name": "No kind", "kind": null, "external_id": "gateway-prod.NoKind", "max_servers": 2, "sessions": 1 }
                ],
                "sessions": [
                  { "id": null, "pool_id": "gateway-prod.Floor" },
                  { "leave_out": ["id"], "pool_id": "gateway-prod.Floor" },
                  { "pool_id": null },
                  { "pool_id": "gateway-prod.Elsewhere" }
                ]
              }]\(members.isEmpty ? "" : ",\n" + members)
            }
            """
        )
    }

    /// An account without any production pool.
    static func withoutProduction() throws -> Scenario {
        var scenario = try evening()
        scenario.accounts[0].pools = scenario.accounts[0].pools.filter { $0.name != "Floor" && $0.name != "Stairs" }
        scenario.accounts[0].sessions = []
        return scenario
    }
}
