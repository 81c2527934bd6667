extension SimulatorState {
    /// The account of the path: 404 when there is none, 403 when it is out of the credential's scope.
    func account(_ call: AdmittedCall) throws(Refusal) -> Int {
        guard let index = accountIndex[call.route.id] else { throw .notFound("account") }
        guard isVisible(accounts[index], to: call.credential) else {
            throw .forbidden("This account is out of the scope of the credential.")
        }
        return index
    }

    /// The organization of the path, likewise.
    func organization(_ call: AdmittedCall) throws(Refusal) -> ScenarioOrganization {
        guard let organization = scenario.organizations.first(where: { $0.id == call.route.id }) else {
            throw .notFound("organization")
        }
        guard isVisible(organization, to: call.credential) else {
            throw .forbidden("This organization is out of the scope of the credential.")
        }
        return organization
    }

    /// Whether the path names the customer, and the credential covers it.
    func requireCustomer(_ call: AdmittedCall) throws(Refusal) {
        guard call.route.id == scenario.customer.id else { throw .notFound("customer") }
        try requireCustomerScope(call)
    }

    func requireCustomerScope(_ call: AdmittedCall) throws(Refusal) {
        guard call.credential.scope == .customer else {
            throw .forbidden("The customer is out of the scope of the credential.")
        }
    }

    func isVisible(_ account: AccountState, to credential: SimulatedCredential) -> Bool {
        switch credential.scope {
        case .customer: true
        case .organization(let id): account.organizationID == id
        case .account(let id): account.id == id
        }
    }

    func isVisible(_ organization: ScenarioOrganization, to credential: SimulatedCredential) -> Bool {
        switch credential.scope {
        case .customer: true
        case .organization(let id): organization.id == id
        case .account: false
        }
    }
}
