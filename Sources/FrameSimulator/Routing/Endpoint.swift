import HTTPTypes

/// The endpoints with a known path, each with its path relative to the base; a `*` is an id.
enum Endpoint: CaseIterable, Sendable {
    case accounts, account, availabilityZones, pools, activeSessions, session
    case publish, publishTasks, publishTask
    case accountToken, organizationToken
    case organizations, organization, organizationAuditTrails
    case customers, customerAccounts, customerAuditTrails
    case cloudProviders, datacenters

    var template: [String] {
        switch self {
        case .accounts: ["accounts"]
        case .account: ["accounts", "*"]
        case .availabilityZones: ["accounts", "*", "availability_zones"]
        case .pools: ["accounts", "*", "pools"]
        case .activeSessions: ["accounts", "*", "active_sessions"]
        case .session: ["accounts", "*", "sessions", "*"]
        case .publish: ["accounts", "*", "publish"]
        case .publishTasks: ["accounts", "*", "publish", "tasks"]
        case .publishTask: ["accounts", "*", "publish", "*"]
        case .accountToken: ["accounts", "*", "secure-anonymous", "*", "tokens"]
        case .organizationToken: ["organizations", "*", "secure-anonymous", "*", "tokens"]
        case .organizations: ["organizations"]
        case .organization: ["organizations", "*"]
        case .organizationAuditTrails: ["organizations", "*", "audit-trails"]
        case .customers: ["customers"]
        case .customerAccounts: ["customers", "*", "accounts"]
        case .customerAuditTrails: ["customers", "*", "audit-trails"]
        case .cloudProviders: ["cloud_providers"]
        case .datacenters: ["datacenters"]
        }
    }

    var methods: [HTTPRequest.Method] {
        switch self {
        case .session: [.get, .delete]
        case .publish, .accountToken, .organizationToken: [.post]
        default: [.get]
        }
    }

    /// Whether a request that matches the pattern could be one to this endpoint.
    func mayMatch(_ pattern: [String]) -> Bool {
        pattern.count == template.count && zip(template, pattern).allSatisfy { $0 == $1 || $0 == "*" || $1 == "*" }
    }
}
