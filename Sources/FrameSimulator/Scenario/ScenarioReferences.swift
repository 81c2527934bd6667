/// Checks that concern more than one object: duplicate ids, and ids without an object.
struct ScenarioReferences {
    private let scenario: Scenario

    init(_ scenario: Scenario) {
        self.scenario = scenario
    }

    func check() throws(ScenarioError) {
        guard !scenario.credentials.isEmpty else {
            let remedy = "give at least one credential"
            throw ScenarioError(.impossibleValue, key: "credentials", value: "[]", remedy: remedy)
        }
        try refuseDuplicates(scenario.credentials.map(\.clientID), key: { "credentials[\($0)].client_id" })
        try refuseDuplicates(scenario.organizations.map(\.id), key: { "organizations[\($0)].id" })
        try refuseDuplicates(scenario.accounts.map(\.id), key: { "accounts[\($0)].id" })
        for (index, account) in scenario.accounts.enumerated() {
            try requireOrganization(account.organizationID, key: "accounts[\(index)].organization_id")
            try check(account, key: "accounts[\(index)]")
        }
        for (index, credential) in scenario.credentials.enumerated() {
            try check(credential, key: "credentials[\(index)]")
        }
    }

    private func check(_ credential: SimulatedCredential, key: String) throws(ScenarioError) {
        switch credential.scope {
        case .customer: break
        case .organization(let id): try requireOrganization(id, key: "\(key).organization_id")
        case .account(let id):
            guard !scenario.accounts.contains(where: { $0.id == id }) else { return }
            let remedy = "name an account of this scenario"
            throw ScenarioError(.unknownReference, key: "\(key).account_id", value: "\"\(id)\"", remedy: remedy)
        }
    }

    private func check(_ account: ScenarioAccount, key: String) throws(ScenarioError) {
        let pools = account.pools.enumerated().compactMap { index, pool in
            pool.externalID?.identity.map { (id: $0, key: "\(key).pools[\(index)].external_id") }
        }
        try refuseDuplicates(pools.map(\.id), key: { pools[$0].key })
        var sessions = account.sessions.enumerated().compactMap { index, session in
            session.id?.identity.map { (id: $0, key: "\(key).sessions[\(index)].id") }
        }
        for (index, pool) in account.pools.enumerated() {
            guard case .listed(let listed) = pool.sessions else { continue }
            sessions += listed.enumerated().compactMap { position, session in
                session.id?.identity.map { (id: $0, key: "\(key).pools[\(index)].sessions[\(position)].id") }
            }
        }
        try refuseDuplicates(sessions.map(\.id), key: { sessions[$0].key })
    }

    private func requireOrganization(_ id: String, key: String) throws(ScenarioError) {
        guard !scenario.organizations.contains(where: { $0.id == id }) else { return }
        let remedy = "name an organization of this scenario"
        throw ScenarioError(.unknownReference, key: key, value: "\"\(id)\"", remedy: remedy)
    }

    private func refuseDuplicates(_ ids: [String], key: (Int) -> String) throws(ScenarioError) {
        var seen: Set<String> = []
        for (index, id) in ids.enumerated() where !seen.insert(id).inserted {
            let remedy = "give each an id of its own; this one is taken already"
            throw ScenarioError(.duplicate, key: key(index), value: "\"\(id)\"", remedy: remedy)
        }
    }
}
