import FoundationEssentials
import HTTPTypes
import Testing

@testable import FrameSimulator

@Suite struct BuiltInScenarioTests {
    /// Listed sessions by the kind of their pool; a kind that is null, or no pool of the account, counts as "".
    private func count(_ name: String) throws -> [String: Int] {
        let plane = try TestPlane(.builtIn(name))
        let pools = try #require(try plane.get("/accounts/\(plane.account)/pools").list)
        let kinds = pools.map { ($0["external_id"] ?? .null, $0["kind"]?.text ?? "") }
        return try plane.sessions().reduce(into: [:]) { counts, session in
            let kind = kinds.first { $0.0 == session["pool_id"] }?.1 ?? ""
            counts[kind, default: 0] += 1
        }
    }

    @Test(arguments: Scenario.builtInNames)
    func isWhatItIsCalledAndShowsItsCredential(name: String) throws {
        let scenario = try Scenario.builtIn(name)
        #expect(scenario.name == name)
        #expect(!scenario.about.isEmpty)
        for credential in scenario.credentials {
            #expect(credential.clientID.wholeMatch(of: /[0-9a-f-]{36}\.img\.frame\.nutanix\.com/) != nil)
            #expect(credential.clientSecret.wholeMatch(of: /[0-9a-f]{40}/) != nil)
        }
        #expect(scenario.credentials[0].role == .support)
        #expect(scenario.credentials.contains { $0.role == .auditor })
        let plane = try TestPlane(scenario)
        #expect(try plane.send(.get, "/accounts/\(plane.account)/pools").status == .ok)
    }

    @Test(arguments: Scenario.builtInNames)
    func survivesEncodingAndDecoding(name: String) throws {
        let scenario = try Scenario.builtIn(name)
        #expect(try Scenario.decode(JSONEncoder().encode(scenario)) == scenario)
    }

    @Test func tradeshowHasItsFloor() throws {
        #expect(try count("tradeshow") == ["production": 58, "sandbox": 1, "utility": 1, "test": 2])
    }

    @Test func tradeshowEndsCleanWithinSeconds() throws {
        let plane = try TestPlane(.builtIn("tradeshow"))
        for id in try plane.sessionIDs() { #expect(try plane.close(id).status == .ok) }
        #expect(try plane.sessions().count == 62)
        plane.clock.advance(2)
        #expect(try plane.sessions().isEmpty)
        plane.clock.advance(3_600)
        #expect(try plane.sessions().isEmpty)
    }

    @Test func classroomHasItsOddEntries() throws {
        let counts = try count("classroom")
        #expect(counts == ["production": 27, "sandbox": 1, "Production": 2, "persistent": 3, "test": 1, "": 4])
        let plane = try TestPlane(.builtIn("classroom"))
        let sessions = try plane.sessions()
        #expect(sessions.count { $0["id"] == .null } == 1)
        #expect(sessions.count { $0["id"] == nil } == 1)
        #expect(sessions.count { $0["id"] == .number(90_210) && $0["pool_id"] == .number(4_711) } == 1)
        #expect(sessions.count { $0["pool_id"] == .null } == 1)
        #expect(sessions.count { $0["pool_id"] == nil } == 1)
        #expect(sessions.count { $0["pool_id"] == .text("gateway-prod.NoSuchPool000000") } == 1)
        let pools = try plane.get("/accounts/\(plane.account)/pools").list
        #expect(pools?.count { $0["kind"] == .null } == 1)
    }

    @Test func emptyHasPoolsAndNobody() throws {
        #expect(try count("empty") == [:])
        let kinds = try Scenario.builtIn("empty").accounts[0].pools.map(\.kind)
        #expect(kinds.count { $0 == .text("production") } == 2)
    }

    @Test func largeHasAHundredThousandSessionsWithinTheLimitOfThePools() throws {
        let plane = try TestPlane(.builtIn("large"))
        let ids = plane.plane.liveSessionIDs(account: plane.account)
        #expect(ids.count == 100_000)
        let pools = try plane.get("/accounts/\(plane.account)/pools").list
        #expect(pools?.count { $0["kind"] == .text("production") } == 125)
        #expect(Set(pools?.compactMap { $0["name"]?.text } ?? []).count == 126)
        let listing = try plane.send(.get, "/accounts/\(plane.account)/active_sessions")
        #expect((30_000_000...55_000_000).contains(listing.body.count))
        #expect(listing.body.last == UInt8(ascii: "]"))
        let id = try #require(ids.first)
        #expect(try plane.close(id).status == .noContent)
        #expect(plane.plane.liveSessionIDs(account: plane.account).count == 99_999)
    }

    @Test func anUnknownNameIsRefusedWithTheKnownOnes() {
        let error = #expect(throws: ScenarioError.self) { try Scenario.builtIn("carnival") }
        #expect(error?.code == .unknownName)
        #expect(error?.value == "\"carnival\"")
        #expect(error?.remedy.contains("tradeshow, classroom, empty, large") == true)
    }
}
