import FoundationEssentials

/// What answers show, read without the client's decoders.
enum ShownPools {
    private struct Pool: Codable {
        var external_id: String
        var kind: String?
    }

    private struct Detail: Codable {
        var state: String?
    }

    static func pools(in body: [UInt8]) -> [String: String?]? {
        let read = try? JSONDecoder().decode([Pool].self, from: Data(body))
        return read.map { Dictionary($0.map { ($0.external_id, $0.kind) }, uniquingKeysWith: { first, _ in first }) }
    }

    /// The state of one session.
    static func state(in body: [UInt8]) -> String? {
        (try? JSONDecoder().decode(Detail.self, from: Data(body)))?.state
    }

    /// The pools as they are listed after they have changed: one is of another kind, or missing.
    static func changed(_ world: World) -> String {
        let pools = World.kinds.compactMap { pool -> String? in
            var kind = pool.kind
            if pool.id == "prod-a" {
                if world.calamities.contains(.poolVanishes) { return nil }
                kind = "sandbox"
            }
            let text = kind.map { "\"\($0)\"" } ?? "null"
            return #"{"external_id": "\#(pool.id)", "kind": \#(text), "name": "Pool \#(pool.id)"}"#
        }
        return "[\(pools.joined(separator: ","))]"
    }
}
