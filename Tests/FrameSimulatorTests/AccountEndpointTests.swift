import HTTPTypes
import Testing

@testable import FrameSimulator

@Suite struct AccountEndpointTests {
    @Test func listIsABareArrayWithTheKnownFields() throws {
        let accounts = try #require(try TestPlane(.builtIn("classroom")).get("/accounts/").list)
        #expect(accounts.count == 2)
        let known: Set = ["id", "name", "active", "description", "website", "last_publish"]
        for account in accounts { #expect(account.keys.isSuperset(of: known)) }
    }

    @Test func listIsFilteredByNameAndOrganization() throws {
        let plane = try TestPlane(.builtIn("classroom"))
        let named = try plane.get("/accounts?name=self-study").list
        #expect(named?.map { $0["name"] } == [.text("Contoso Self-Study")])
        let organization = plane.plane.scenario.organizations[0].id
        #expect(try plane.get("/accounts?organization_id=\(organization)").list?.count == 2)
        #expect(try plane.get("/accounts?organization_id=other") == .list([]))
    }

    @Test func oneAccountHasMoreFields() throws {
        let plane = try TestPlane(.small())
        let account = try plane.get("/accounts/\(plane.account)")
        #expect(account["id"] == .text(plane.account))
        #expect(account["kind"] == .text("frame"))
        #expect(account.keys.isSuperset(of: ["inserted_at", "notes", "url_slug"]))
    }

    @Test func poolsAreABareArrayWithExternalIDAndKind() throws {
        let plane = try TestPlane(.builtIn("tradeshow"))
        let pools = try #require(try plane.get("/accounts/\(plane.account)/pools").list)
        #expect(pools.count == 7)
        for pool in pools {
            let id = try #require(pool["external_id"]?.text)
            #expect(id.wholeMatch(of: /gateway-prod\.[0-9A-Za-z]{16}/) != nil)
            #expect(pool.keys.isSuperset(of: ["name", "kind", "min_servers", "max_servers", "buffer_servers"]))
        }
        #expect(Set(pools.map { $0["external_id"]?.text }).count == 7)
    }

    @Test func infrastructureIsListed() throws {
        let plane = try TestPlane(.small())
        for path in ["/cloud_providers", "/datacenters", "/accounts/\(plane.account)/availability_zones"] {
            let items = try #require(try plane.get(path).list)
            #expect(!items.isEmpty)
            for item in items {
                #expect(item.keys.isSuperset(of: ["external_id", "name", "display_name"]))
                #expect(item["external_id"]?.text?.hasPrefix("gateway-prod.") == true)
            }
        }
    }

    @Test(arguments: ["accounts", "organizations"])
    func aTokenIsABareString(owner: String) throws {
        let plane = try TestPlane(.small())
        let id = owner == "accounts" ? plane.account : plane.plane.scenario.organizations[0].id
        let path = "/\(owner)/\(id)/secure-anonymous/provider/tokens"
        let first = try plane.send(.post, path)
        #expect(first.status == .ok)
        #expect(try JSONValue(first.body).text?.isEmpty == false)
        #expect(try plane.send(.post, path).body != first.body)
        #expect(plane.plane.history.last?.effect == .tokenIssued(owner: id))
        #expect(try plane.send(.post, path, as: plane.plane.scenario.credentials[1]).status == .forbidden)
    }
}
