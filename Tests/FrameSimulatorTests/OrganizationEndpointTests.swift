import HTTPTypes
import Testing

@testable import FrameSimulator

@Suite struct OrganizationEndpointTests {
    private func plane() throws -> TestPlane {
        try TestPlane(
            .small { scenario in
                let first = scenario.organizations[0]
                scenario.organizations = [
                    first,
                    ScenarioOrganization(id: "o-2", name: "Alpha"),
                    ScenarioOrganization(id: "o-3", name: "Zulu"),
                    ScenarioOrganization(id: "o-4", name: "Old", deleted: true),
                ]
            }
        )
    }

    private func names(_ query: String) throws -> [String?]? {
        try plane().get("/organizations\(query)").list?.map { $0["name"]?.text }
    }

    @Test func listHasTheKnownFieldsAndHidesTheDeleted() throws {
        let list = try #require(try plane().get("/organizations").list)
        #expect(list.map { $0["id"]?.text }.contains("o-4") == false)
        let known: Set = ["id", "name", "description", "url_slug", "website"]
        for organization in list { #expect(organization.keys.isSuperset(of: known)) }
        #expect(try names("?show_deleted=true")?.count == 4)
    }

    @Test func listIsOrderedAndPaged() throws {
        #expect(try names("?order_by=name") == ["Alpha", "Contoso Reserve", "Zulu"])
        #expect(try names("?order_by=name&order=desc") == ["Zulu", "Contoso Reserve", "Alpha"])
        #expect(try names("?order_by=name&offset=1&limit=1") == ["Contoso Reserve"])
        #expect(try names("?offset=9") == [])
        #expect(try names("?name=zul") == ["Zulu"])
    }

    @Test(
        arguments: [
            "order=up", "order=DESC", "order_by=size", "limit=-1", "limit=%2B1", "offset=x", "offset=",
            "show_deleted=1",
        ]
    )
    func anImpossibleQueryIsRefused(query: String) throws {
        #expect(try plane().send(.get, "/organizations?\(query)").status == .badRequest)
    }

    @Test func oneOrganizationIsAnObject() throws {
        #expect(try plane().get("/organizations/o-2")["name"] == .text("Alpha"))
    }

    @Test func customersIsOneObject() throws {
        let customer = try plane().get("/customers/")
        #expect(customer.keys.isSuperset(of: ["active", "id", "name", "url_slug"]))
    }

    @Test func accountsOfTheCustomerAreFilteredAndPaged() throws {
        let plane = try TestPlane(
            .small { scenario in
                let second = ScenarioAccount(
                    id: "second",
                    name: "Another",
                    organizationID: scenario.organizations[0].id,
                    active: false,
                    pools: []
                )
                scenario.accounts.append(second)
            }
        )
        let path = "/customers/\(plane.plane.scenario.customer.id)/accounts"
        func ids(_ query: String) throws -> [String?]? { try plane.get(path + query).list?.map { $0["id"]?.text } }
        #expect(try ids("") == [plane.account, "second"])
        #expect(try ids("?active=true") == [plane.account])
        #expect(try ids("?active=false") == ["second"])
        #expect(try ids("?order_by=name&limit=1") == ["second"])
        #expect(try ids("?name=small") == [plane.account])
        #expect(try plane.send(.get, path + "?active=perhaps").status == .badRequest)
    }
}
