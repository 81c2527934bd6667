extension SimulatorState {
    func accountList(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        write(filteredAccounts(call), call)
    }

    func oneAccount(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        let account = accounts[try account(call)]
        return .json {
            account.write(to: &$0, now: call.now, publish: scenario.publishSeconds, detailed: true)
        }
    }

    func customerAccounts(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        try requireCustomer(call)
        var found = filteredAccounts(call)
        if let active = try call.query.flag("active") { found.removeAll { $0.active != active } }
        let page = try ListPage(call.query)
        return write(page.apply(found, name: \.name, id: \.id), call)
    }

    func availabilityZones(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        _ = try account(call)
        return call.list(Infrastructure.availabilityZones) { $1.write(to: &$0) }
    }

    func poolList(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        call.list(accounts[try account(call)].pools) { $1.write(to: &$0) }
    }

    private func filteredAccounts(_ call: AdmittedCall) -> [AccountState] {
        accounts.filter { account in
            isVisible(account, to: call.credential)
                && account.name.matches(call.query["name"])
                && (call.query["organization_id"].map { $0 == account.organizationID } ?? true)
        }
    }

    private func write(_ accounts: [AccountState], _ call: AdmittedCall) -> EndpointAnswer {
        call.list(accounts) { writer, account in
            account.write(to: &writer, now: call.now, publish: scenario.publishSeconds, detailed: false)
        }
    }
}

extension String {
    /// Whether the text contains the wanted one, in any letter case; true when there is none. How the real service compares names is not
    /// documented.
    func matches(_ wanted: String?) -> Bool {
        guard let wanted, !wanted.isEmpty else { return true }
        return lowercased().contains(wanted.lowercased())
    }
}
