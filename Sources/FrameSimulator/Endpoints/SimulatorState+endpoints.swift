import HTTPTypes

extension SimulatorState {
    /// Calls the endpoint, which answers or refuses.
    mutating func act(on call: Call) -> EndpointAnswer {
        do throws(Refusal) {
            return try answer(AdmittedCall(call))
        } catch {
            return error.answer
        }
    }

    private mutating func answer(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        switch call.route.endpoint {
        case .accounts: try accountList(call)
        case .account: try oneAccount(call)
        case .availabilityZones: try availabilityZones(call)
        case .pools: try poolList(call)
        case .activeSessions: try activeSessions(call)
        case .session where call.method == .delete: try closeSession(call)
        case .session: try oneSession(call)
        case .publish: try requestPublish(call)
        case .publishTasks: try publishTasks(call)
        case .publishTask: try onePublishTask(call)
        case .accountToken: try accountToken(call)
        case .organizationToken: try organizationToken(call)
        case .organizations: try organizationList(call)
        case .organization: try oneOrganization(call)
        case .organizationAuditTrails: try organizationAuditTrails(call)
        case .customers: try customer(call)
        case .customerAccounts: try customerAccounts(call)
        case .customerAuditTrails: try customerAuditTrails(call)
        case .cloudProviders: call.list(Infrastructure.cloudProviders) { $1.write(to: &$0) }
        case .datacenters: call.list(Infrastructure.datacenters) { $1.write(to: &$0) }
        }
    }
}
