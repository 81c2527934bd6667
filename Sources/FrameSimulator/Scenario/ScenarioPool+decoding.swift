extension ScenarioPool {
    package init(from decoder: any Decoder) throws {
        let fields = try StrictFields<CodingKeys>(decoder)
        let servers = 0...Self.instanceLimit
        name = try fields.text(.name)
        kind = try fields.value(.kind)
        externalID = try fields.optional(.externalID)
        copies = try fields.integer(.copies, in: 1...1_000, default: 1)
        maxServers = try fields.integer(.maxServers, in: servers)
        minServers = try fields.integer(.minServers, in: servers, default: 0)
        bufferServers = try fields.integer(.bufferServers, in: servers, default: 0)
        sessions = try fields.value(.sessions, default: .count(0))
        arrivals = try fields.optional(.arrivals)

        if minServers > maxServers {
            let remedy = "give at most max_servers (\(maxServers))"
            throw fields.refusal(.minServers, value: "\(minServers)", remedy: remedy)
        }
        if sessions.count > maxServers {
            let remedy = "one instance serves one session: give at most max_servers (\(maxServers)), or more copies"
            throw fields.refusal(.sessions, value: "\(sessions.count)", remedy: remedy)
        }
        if copies > 1, let externalID {
            let remedy = "leave it out, or make one copy only: each pool needs an id of its own"
            throw fields.refusal(.externalID, value: externalID.description, remedy: remedy)
        }
        if copies > 1, case .listed = sessions {
            let remedy = "give a number of sessions, or make one copy only"
            throw fields.refusal(.sessions, value: "a list", remedy: remedy)
        }
    }
}
