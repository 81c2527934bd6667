import HTTPTypes
import Testing

@testable import FrameSimulator

@Suite struct RoutingTests {
    @Test(arguments: Endpoint.allCases)
    func everyEndpointIsReachedByItsTemplate(_ endpoint: Endpoint) {
        #expect(Route(endpoint.template)?.endpoint == endpoint)
    }

    @Test(arguments: Endpoint.allCases)
    func otherMethodsAreRefusedWithTheAllowedOnes(_ endpoint: Endpoint) throws {
        let plane = try TestPlane(.small())
        let path = "/" + endpoint.template.joined(separator: "/")
        for method: HTTPRequest.Method in [.get, .post, .put, .patch, .delete] {
            let response = try plane.send(method, path)
            #expect((response.status == .methodNotAllowed) == !endpoint.methods.contains(method))
            guard response.status == .methodNotAllowed else { continue }
            #expect(response.headers[.allow] == endpoint.methods.map(\.rawValue).joined(separator: ", "))
        }
    }

    @Test(arguments: ["/accounts", "/organizations", "/customers", "/cloud_providers", "/datacenters"])
    func aTrailingSlashChangesNothing(path: String) throws {
        let plane = try TestPlane(.small())
        let plain = try plane.send(.get, path)
        #expect(plain.status == .ok)
        #expect(try plane.send(.get, path + "/").body == plain.body)
    }

    @Test(arguments: ["", "/", "/nothing", "/accounts//pools", "/accounts/%zz", "/accounts/a/b/c/d/e"])
    func anUnknownPathIsNotFound(path: String) throws {
        let response = try TestPlane(.small()).send(.get, path)
        #expect(response.status == .notFound)
        #expect(try JSONValue(response.body)["error"] == .text("not_found"))
    }

    @Test func theBaseIsPartOfThePath() throws {
        let plane = try TestPlane(.small())
        let request = SimulatedRequest(method: .get, path: "/accounts", headers: try plane.headers())
        #expect(plane.plane.respond(to: request).status == .notFound)
    }

    @Test func aSegmentIsDecodedAfterThePathIsSplit() {
        #expect(RequestTarget("/v1/accounts/a%2Fb%20c/?x=1").segments == ["accounts", "a/b c"])
        #expect(RequestTarget("/v1/organizations?name=a+b%2B&limit=2")["name"] == "a b+")
    }

    @Test func unknownIDsAreNotFound() throws {
        let plane = try TestPlane(.small())
        for path in [
            "/accounts/nobody", "/accounts/nobody/pools", "/accounts/nobody/active_sessions",
            "/accounts/\(plane.account)/sessions/nobody", "/accounts/\(plane.account)/publish/nobody",
            "/organizations/nobody", "/customers/nobody/accounts",
        ] {
            #expect(try plane.send(.get, path).status == .notFound, "\(path)")
        }
    }
}
