import HTTPTypes
import Testing

@testable import FrameSimulator

@Suite struct SessionShapeTests {
    @Test func ordinarySessionsHaveTheShapeOfTheService() throws {
        let plane = try TestPlane(.small(sessions: 40, maxServers: 50))
        let response = try plane.send(.get, "/accounts/\(plane.account)/active_sessions")
        let sessions = try #require(try JSONValue(response.body).list)
        #expect(sessions.count == 40)
        #expect((300...550).contains(response.body.count / 40))
        let pools = try plane.get("/accounts/\(plane.account)/pools").list
        let pool = try #require(pools?.first?["external_id"])
        for session in sessions {
            let id = try #require(session["id"]?.text)
            #expect(id.wholeMatch(of: /gateway-prod\.[0-9A-Za-z]{16}/) != nil)
            #expect(session["pool_id"] == pool)
            #expect(session["user"]?.text?.wholeMatch(of: /user-\d{4}@example\.com/) != nil)
            let opened = try #require(session["inserted_at"]?.text)
            #expect(opened.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z?/) != nil)
            #expect(["open", "init", "reserved"].contains(session["state"]?.text?.lowercased()))
        }
        #expect(Set(sessions.map { $0["id"]?.text }).count == 40)
        #expect(Set(sessions.map { $0["inserted_at"]?.text?.hasSuffix("Z") }).count == 2)
    }

    @Test func oneSessionIsTheSameObjectAsInTheListing() throws {
        let plane = try TestPlane(.small())
        for session in try plane.sessions() {
            let id = try #require(session["id"]?.text)
            #expect(try plane.get("/accounts/\(plane.account)/sessions/\(id)") == session)
        }
    }

    @Test func givenSessionsAreSentAsGiven() throws {
        let given: [ScenarioSession] = [
            ScenarioSession(id: .null),
            ScenarioSession(id: .number(42), user: "quote\"back\\slash\u{1}", state: "Open"),
            ScenarioSession(id: .text("own"), poolID: .null),
            ScenarioSession(leaveOut: [.id, .poolID, .user, .state]),
        ]
        let plane = try TestPlane(.small { $0.accounts[0].pools[0].sessions = .listed(given) })
        let sessions = try plane.sessions()
        #expect(sessions[0]["id"] == .null)
        #expect(sessions[1]["id"] == .number(42))
        #expect(sessions[1]["user"] == .text("quote\"back\\slash\u{1}"))
        #expect(sessions[1]["state"] == .text("Open"))
        #expect(sessions[2]["pool_id"] == .null)
        #expect(sessions[3].keys.isDisjoint(with: ["id", "pool_id", "user", "state"]))
        #expect(plane.plane.liveSessionIDs(account: plane.account) == ["42", "own"])
        #expect(try plane.close("42").status == .ok)
        #expect(try plane.sessions().count == 3)
    }
}
