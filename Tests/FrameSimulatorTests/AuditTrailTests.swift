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
        #expect(try count("?limit=2") == 2)
    }
}
