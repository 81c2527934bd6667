import FrameSimulator

extension Scenario {
    /// The sessions of the gallery that a run may close.
    static let galleryTargets = Set((1...14).map { "gateway-prod.visitor\($0)" })
    /// Those that it must leave alone.
    static let galleryBystanders = Set((1...4).map { "gateway-prod.guard\($0)" })

    /// The credentials of two administrators, by the name that tests give them.
    static func galleryCredentials(_ administrator: Int) -> [String: String] {
        [
            "FRAME_CLIENT_ID": "00000000-0000-4000-8000-0000000000f\(administrator).img.frame.nutanix.com",
            "FRAME_CLIENT_SECRET": String(repeating: "f\(administrator)", count: 20),
        ]
    }

    /// A small account whose sessions all have known ids; two administrators may close them.
    static func gallery(_ members: String = "") throws -> Scenario {
        let credentials = (1...2).map {
            let credential = galleryCredentials($0)
            return """
                { "client_id": "\(credential["FRAME_CLIENT_ID"] ?? "")",
                  "client_secret": "\(credential["FRAME_CLIENT_SECRET"] ?? "")" }
                """
        }
        return try Scenario.reading(
            """
            {
              "name": "gallery",
              "credentials": [\(credentials.joined(separator: ", "))],
              "organizations": [{ "id": "b0000000-0000-4000-8000-0000000000f1", "name": "Contoso" }],
              "accounts": [{
                "id": "a0000000-0000-4000-8000-0000000000f1", "name": "Contoso Gallery",
                "organization_id": "b0000000-0000-4000-8000-0000000000f1",
                "pools": [
                  { "name": "Halls", "kind": "production", "external_id": "gateway-prod.Halls", "max_servers": 20,
                    "sessions": [\(list(galleryTargets))] },
                  { "name": "Office", "kind": "utility", "external_id": "gateway-prod.Office", "max_servers": 4,
                    "sessions": [\(list(galleryBystanders))] }
                ]
              }]\(members.isEmpty ? "" : ",\n" + members)
            }
            """
        )
    }

    private static func list(_ ids: Set<String>) -> String {
        ids.sorted().map { "{ \"id\": \"\($0)\" }" }.joined(separator: ", ")
    }
}
