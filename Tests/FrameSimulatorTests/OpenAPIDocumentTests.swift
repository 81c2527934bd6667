import HTTPTypes
import Testing

@testable import FrameSimulator

@Suite struct OpenAPIDocumentTests {
    private let document: OpenAPIDocument

    init() throws {
        document = try OpenAPIDocument()
    }

    @Test func everyEndpointStandsInTheDocumentAndNoOther() {
        let served = Endpoint.allCases.flatMap { endpoint in
            endpoint.methods.map { "\($0.rawValue) /\(endpoint.template.joined(separator: "/"))" }
        }
        #expect(document.operations.map(\.pattern).sorted() == served.sorted())
    }

    @Test func everyOperationHasANameOfItsOwnAndItsCertainty() {
        let names = document.operations.compactMap(\.id)
        #expect(Set(names).count == document.operations.count)
        for operation in document.operations {
            #expect(["C", "S", "A"].contains(operation.certainty), "\(operation.pattern)")
            #expect(operation.statuses.isSuperset(of: [200, 401, 429]), "\(operation.pattern)")
        }
    }

    /// The examples are for whoever runs `framectl simulate` without saying what.
    @Test func theExamplesAreThoseOfTheTradeShow() throws {
        let scenario = try Scenario.builtIn("tradeshow")
        #expect(try document.example(of: "account_id") == scenario.accounts.first?.id)
        #expect(try document.example(of: "organization_id") == scenario.organizations.first?.id)
        #expect(try document.example(of: "customer_id") == scenario.customer.id)
    }

    @Test(arguments: CloseAnswer.allCases.filter { $0 != .empty })
    func whatIsAnsweredIsAmongTheStatusesOfTheDocument(_ closeAnswer: CloseAnswer) throws {
        for operation in document.operations {
            for asking in Asking.allCases {
                let plane = try TestPlane(.askable(closeAnswer))
                let method = try #require(HTTPRequest.Method(operation.method))
                let status = try asking.send(method, operation.path, plane).status.code
                #expect(operation.statuses.contains(status), "\(operation.pattern) answers \(status) when \(asking)")
            }
        }
    }
}

/// The ways to ask that are answered differently.
private enum Asking: CaseIterable {
    case rightly, unsigned, asAnAuditor, outOfScope, forNobody, withAnImpossibleQuery

    func send(_ method: HTTPRequest.Method, _ path: String, _ plane: TestPlane) throws -> SimulatedResponse {
        let scenario = plane.plane.scenario
        var path = path
        path.replace("{account_id}", with: self == .forNobody ? "nobody" : plane.account)
        path.replace("{organization_id}", with: self == .forNobody ? "nobody" : scenario.organizations[0].id)
        path.replace("{customer_id}", with: self == .forNobody ? "nobody" : scenario.customer.id)
        path.replace("{session_id}", with: try plane.sessionIDs().first ?? "")
        path.replace("{task_id}", with: "nobody")
        path.replace("{provider}", with: "provider")
        switch self {
        case .rightly, .forNobody: return try plane.send(method, path)
        case .unsigned: return plane.plane.respond(to: SimulatedRequest(method: method, path: "/v1\(path)"))
        case .asAnAuditor: return try plane.send(method, path, as: .auditor)
        case .outOfScope: return try plane.send(method, path, as: .stranger)
        case .withAnImpossibleQuery: return try plane.send(method, "\(path)?limit=none&from=never&active=perhaps")
        }
    }
}

extension SimulatedCredential {
    fileprivate static let auditor = SimulatedCredential(clientID: "auditor", clientSecret: "1", role: .auditor)
    fileprivate static let stranger =
        SimulatedCredential(clientID: "other", clientSecret: "2", scope: .account("other"))
}

extension Scenario {
    fileprivate static func askable(_ closeAnswer: CloseAnswer) throws -> Scenario {
        try small { scenario in
            scenario.closeAnswer = closeAnswer
            scenario.credentials += [.auditor, .stranger]
        }
    }
}
