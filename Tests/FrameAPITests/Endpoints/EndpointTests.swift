import HTTPTypes
import Testing

@testable import FrameAPI

@Suite("An endpoint")
struct EndpointTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let request: String
        let body: String
        let call: @Sendable (FrameClient) async throws -> Void
        var testDescription: String { request }

        init(_ request: String, _ body: String, _ call: @escaping @Sendable (FrameClient) async throws -> Void) {
            self.request = request
            self.body = body
            self.call = call
        }
    }

    static let a = Sample.account
    static let options = ListOptions(orderBy: "name", order: "asc", offset: 20, limit: 10)

    static let listings = [
        Case("GET /v1/accounts/", "[]") { _ = try await $0.accounts() },
        Case("GET /v1/accounts/?name=A%20%26%20B&organization_id=o1", "[]") {
            _ = try await $0.accounts(name: "A & B", organization: "o1")
        },
        Case("GET /v1/accounts/\(a)", #"{"id":"x"}"#) { _ = try await $0.account(a) },
        Case("GET /v1/accounts/\(a)/availability_zones", "[]") { _ = try await $0.availabilityZones(of: a) },
        Case("GET /v1/accounts/\(a)/pools", "[]") { _ = try await $0.pools(of: a) },
        Case("GET /v1/accounts/\(a)/active_sessions", "[]") { _ = try await $0.activeSessions(of: a) },
        Case("GET /v1/accounts/\(a)/sessions/gateway-prod.K", #"{"state":"open"}"#) {
            _ = try await $0.session("gateway-prod.K", of: a)
        },
        Case("GET /v1/organizations", "[]") { _ = try await $0.organizations() },
        Case("GET /v1/organizations?name=N&show_deleted=true&order_by=name&order=asc&offset=20&limit=10", "[]") {
            _ = try await $0.organizations(name: "N", showDeleted: true, options: options)
        },
        Case("GET /v1/organizations/o1", #"{"id":"o1"}"#) { _ = try await $0.organization("o1") },
        Case("GET /v1/customers/", #"{"id":"c1"}"#) { _ = try await $0.customer() },
        Case("GET /v1/customers/c1/accounts", "[]") { _ = try await $0.accounts(of: "c1") },
        Case(
            "GET /v1/customers/c1/accounts?name=N&active=false&organization_id=o1&order_by=name&order=asc&offset=20&limit=10",
            "[]"
        ) {
            _ = try await $0.accounts(of: "c1", name: "N", active: false, organization: "o1", options: options)
        },
        Case("GET /v1/cloud_providers", "[]") { _ = try await $0.cloudProviders() },
        Case("GET /v1/datacenters", "[]") { _ = try await $0.datacenters() },
        Case("GET /v1/organizations/o1/audit-trails", "[]") { _ = try await $0.auditTrail(of: .organization("o1")) },
        Case("GET /v1/customers/c1/audit-trails?search=a%2Fb&kind=k&from=2024-01-01", "[]") {
            _ = try await $0.auditTrail(
                of: .customer("c1"),
                search: "a/b",
                kind: "k",
                parameters: [("from", "2024-01-01")]
            )
        },
        Case("GET /v1/accounts/\(a)/publish/tasks", "[]") { _ = try await $0.publishTasks(of: a) },
        Case("GET /v1/accounts/\(a)/publish/t1", "{}") { _ = try await $0.publishTask("t1", of: a) },
    ]

    static let actions = [
        Case("DELETE /v1/accounts/\(a)/sessions/gateway-prod.K", "") {
            _ = try await $0.closeSession("gateway-prod.K", of: a)
        },
        Case("POST /v1/accounts/\(a)/publish", "{}") { _ = try await $0.publish(a) },
        Case("POST /v1/accounts/\(a)/secure-anonymous/p%20q/tokens", #""t""#) {
            _ = try await $0.anonymousToken(for: .account(a), provider: "p q")
        },
        Case("POST /v1/organizations/o1/secure-anonymous/p/tokens", #""t""#) {
            _ = try await $0.anonymousToken(for: .organization("o1"), provider: "p")
        },
    ]

    @Test("is called by its method, path and query", arguments: listings + actions)
    func request(_ endpoint: Case) async throws {
        let transport = FakeTransport(answer(200, endpoint.body))
        try await endpoint.call(try .underTest(transport))
        let sent = transport.requests.map { "\($0.head.method) \($0.head.path ?? "")" }
        #expect(sent == [endpoint.request])
        #expect(transport.requests.first?.head.scheme == "https")
        #expect(transport.requests.first?.head.authority == "api.console.nutanix.com")
    }

    @Test("is relative to the base URL, whatever that is")
    func baseURL() async throws {
        let transport = FakeTransport(answer(200, "[]"))
        let base = try BaseURL(parsing: "http://[::1]:8080/a/b/")
        _ = try await FrameClient.underTest(transport, baseURL: base).datacenters()
        let head = try #require(transport.requests.first?.head)
        #expect(head.scheme == "http")
        #expect(head.authority == "[::1]:8080")
        #expect(head.path == "/a/b/datacenters")
    }

    @Test("names itself in its errors by method and path", arguments: listings + actions)
    func errors(_ endpoint: Case) async throws {
        let client = try client(answering: 400, "no")
        let error = try #require(await #expect(throws: FrameAPIError.self) { try await endpoint.call(client) })
        #expect(error.code == .refused)
        #expect(error.remedy == "Read the service's message; the request may not apply to this account")
        #expect(error.request.map { "\($0)" } == endpoint.request.replacing("/v1", with: ""))
    }

    @Test("that closes a session sends no body and takes any 2xx, empty or not", arguments: [200, 202, 204, 299])
    func closing(_ status: Int) async throws {
        let transport = FakeTransport(answer(status, ""), answer(status, "<html>"))
        let client = try FrameClient.underTest(transport)
        #expect(try await client.closeSession("s", of: Sample.account) == status)
        #expect(try await client.closeSession("s", of: Sample.account) == status)
        #expect(transport.requests.map(\.body) == [nil, nil])
    }
}
