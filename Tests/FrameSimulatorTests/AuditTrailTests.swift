import HTTPTypes
import Testing

@testable import FrameSimulator

@Suite struct AuditTrailTests {
    @Test func everyCloseIsEnteredOnce() throws {
        let plane = try TestPlane(.small { $0.closingSeconds = Spread(60) })
        let ids = try plane.sessionIDs()
        for id in ids + ids { try plane.close(id) }
        let organization = plane.plane.scenario.organizations[0].id
        for path in ["/organizations/\(organization)", "/customers/\(plane.plane.scenario.customer.id)"] {
            let entries = try #require(try plane.get("\(path)/audit-trails").list)
            #expect(entries.map { $0["subject_id"]?.text } == ids)
            #expect(entries.allSatisfy { $0["kind"] == .text("session_closed") })
            #expect(entries.allSatisfy { $0["actor"] == .text(plane.credential.clientID) })
        }
    }

    @Test func entriesAreFoundByTextKindAndDate() throws {
        let plane = try TestPlane(.small())
        let ids = try plane.sessionIDs()
        try plane.close(ids[0])
        plane.clock.advance(86_400)
        try plane.close(ids[1])
        try plane.send(.post, "/accounts/\(plane.account)/publish")
        let path = "/organizations/\(plane.plane.scenario.organizations[0].id)/audit-trails"
        func count(_ query: String) throws -> Int? { try plane.get(path + query).list?.count }
        #expect(try count("") == 3)
        #expect(try count("?kind=published") == 1)
        #expect(try count("?search=\(ids[1])") == 1)
        #expect(try count("?from=2023-11-15") == 2)
        #expect(try count("?to=2023-11-14") == 1)
        #expect(try count("?from=2023-11-14&to=2023-11-15T23:59") == 3)
    }

    @Test func aDateStandsForAllThatBeginsWithIt() throws {
        let plane = try TestPlane(.small())
        try plane.close(try #require(plane.sessionIDs().first))
        let path = "/customers/\(plane.plane.scenario.customer.id)/audit-trails"
        let moment = "2023-11-14T22:13:20.000000"
        for length in [4, 7, 10, 13, 16, 19, 22, 26] {
            let date = moment.prefix(length)
            for query in ["?from=\(date)", "?to=\(date)", length > 10 ? "?from=\(date)Z&to=\(date)Z" : ""] {
                #expect(try plane.get(path + query).list?.count == 1, "\(query)")
            }
        }
    }

    @Test(arguments: ["yesterday", "", "2023-1", "2023-11-", "2023-11-14Z", "2023-11-14 22:13", "14.11.2023"])
    func anImpossibleDateIsRefused(date: String) throws {
        let plane = try TestPlane(.small())
        let path = "/customers/\(plane.plane.scenario.customer.id)/audit-trails"
        for name in ["from", "to"] {
            let query = "?\(name)=\(date.replacing(" ", with: "+"))"
            #expect(try plane.send(.get, path + query).status == .badRequest, "\(query)")
        }
    }
}
