/// An endpoint together with the ids of the path.
struct Route: Equatable {
    let endpoint: Endpoint
    /// The account, organization or customer.
    let id: String
    /// The session or task.
    let subID: String

    /// Nil when no endpoint has this path.
    init?(_ segments: [String]) {
        guard let endpoint = Self.endpoint(segments) else { return nil }
        self.endpoint = endpoint
        id = segments.count > 1 ? segments[1] : ""
        subID = segments.count > 3 ? segments[3] : ""
    }

    private static func endpoint(_ segments: [String]) -> Endpoint? {
        switch segments.first {
        case "accounts": ofAccount(segments)
        case "organizations": ofOrganization(segments)
        case "customers": ofCustomer(segments)
        case "cloud_providers" where segments.count == 1: .cloudProviders
        case "datacenters" where segments.count == 1: .datacenters
        default: nil
        }
    }

    private static func ofAccount(_ segments: [String]) -> Endpoint? {
        switch segments.count {
        case 1: .accounts
        case 2: .account
        case 3:
            switch segments[2] {
            case "availability_zones": .availabilityZones
            case "pools": .pools
            case "active_sessions": .activeSessions
            case "publish": .publish
            default: nil
            }
        case 4 where segments[2] == "sessions": .session
        case 4 where segments[2] == "publish": segments[3] == "tasks" ? .publishTasks : .publishTask
        case 5 where segments[2] == "secure-anonymous" && segments[4] == "tokens": .accountToken
        default: nil
        }
    }

    private static func ofOrganization(_ segments: [String]) -> Endpoint? {
        switch segments.count {
        case 1: .organizations
        case 2: .organization
        case 3 where segments[2] == "audit-trails": .organizationAuditTrails
        case 5 where segments[2] == "secure-anonymous" && segments[4] == "tokens": .organizationToken
        default: nil
        }
    }

    private static func ofCustomer(_ segments: [String]) -> Endpoint? {
        switch segments.count {
        case 1: .customers
        case 3 where segments[2] == "accounts": .customerAccounts
        case 3 where segments[2] == "audit-trails": .customerAuditTrails
        default: nil
        }
    }
}
