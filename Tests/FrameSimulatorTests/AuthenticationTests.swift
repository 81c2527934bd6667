import HTTPTypes
import Testing

@testable import FrameSimulator

@Suite struct AuthenticationTests {
    enum Spoiling: CaseIterable {
        case noClientID, noTimestamp, noSignature, otherClient, wordTimestamp, fractionalTimestamp
        case old, future, uppercase, short, otherSignature

        var code: String {
            switch self {
            case .noClientID, .noTimestamp, .noSignature: "missing_header"
            case .otherClient: "unknown_client"
            case .wordTimestamp, .fractionalTimestamp: "malformed_timestamp"
            case .old: "timestamp_too_old"
            case .future: "timestamp_in_the_future"
            case .uppercase, .short: "malformed_signature"
            case .otherSignature: "signature_mismatch"
            }
        }

        func spoil(_ headers: inout HTTPFields, _ plane: TestPlane) {
            let now = plane.clock.unixSeconds
            switch self {
            case .noClientID: headers[.frameClientID] = nil
            case .noTimestamp: headers[.frameTimestamp] = nil
            case .noSignature: headers[.frameSignature] = nil
            case .otherClient: headers[.frameClientID] = "somebody"
            case .wordTimestamp: headers[.frameTimestamp] = "now"
            case .fractionalTimestamp: headers[.frameTimestamp] = "\(now).5"
            case .old: sign(&headers, plane, now - 301)
            case .future: sign(&headers, plane, now + 301)
            case .uppercase: headers[.frameSignature] = headers[.frameSignature]?.uppercased()
            case .short: headers[.frameSignature] = "abc"
            case .otherSignature: headers[.frameSignature] = plane.credential.signature(timestamp: now - 1)
            }
        }

        private func sign(_ headers: inout HTTPFields, _ plane: TestPlane, _ timestamp: Int) {
            headers[.frameTimestamp] = String(timestamp)
            headers[.frameSignature] = plane.credential.signature(timestamp: timestamp)
        }
    }

    @Test(arguments: Spoiling.allCases)
    func refuses(_ spoiling: Spoiling) throws {
        let plane = try TestPlane(.small())
        var headers = try plane.headers()
        spoiling.spoil(&headers, plane)
        let path = "/v1/accounts/\(plane.account)/active_sessions"
        let response = plane.plane.respond(to: SimulatedRequest(method: .get, path: path, headers: headers))
        #expect(response.status == .unauthorized)
        #expect(response.headers[.contentType] == "application/json")
        #expect(response.headers[.date] == "Tue, 14 Nov 2023 22:13:20 GMT")
        #expect(try JSONValue(response.body)["error"] == .text(spoiling.code))
        #expect(plane.plane.history.last?.credential == .refused(spoiling.code))
    }

    @Test func eachKindOfRefusalHasItsOwnMessage() throws {
        let plane = try TestPlane(.small())
        let refusals = try Spoiling.allCases.map { spoiling in
            var headers = try plane.headers()
            spoiling.spoil(&headers, plane)
            let response = plane.plane.respond(to: SimulatedRequest(method: .get, path: "/v1/x", headers: headers))
            return (spoiling.code, try JSONValue(response.body)["message"]?.text ?? "")
        }
        let messages = Dictionary(grouping: refusals, by: \.0).mapValues { Set($0.map(\.1)) }
        #expect(Set(messages.values).count == messages.count)
        #expect(messages["missing_header"]?.count == 3)
    }

    @Test func oneClientIsNotTakenForAnotherAtTheSameTime() throws {
        let plane = try TestPlane(.small())
        let other = plane.plane.scenario.credentials[1]
        for signer in [plane.credential, other, plane.credential] {
            #expect(try plane.send(.get, "/accounts", as: signer).status == .ok)
            #expect(plane.plane.history.last?.credential == .accepted(clientID: signer.clientID))
        }
        var forged = try plane.headers(other)
        forged[.frameClientID] = plane.credential.clientID
        let request = SimulatedRequest(method: .get, path: "/v1/accounts", headers: forged)
        #expect(plane.plane.respond(to: request).status == .unauthorized)
    }

    @Test(arguments: [-300, 300])
    func acceptsTheBorderOfTheWindow(age: Int) throws {
        let plane = try TestPlane(.small())
        var headers = try plane.headers()
        let timestamp = plane.clock.unixSeconds + age
        headers[.frameTimestamp] = String(timestamp)
        headers[.frameSignature] = plane.credential.signature(timestamp: timestamp)
        let response = plane.plane.respond(
            to: SimulatedRequest(method: .get, path: "/v1/accounts", headers: headers)
        )
        #expect(response.status == .ok)
    }

    @Test func theWindowIsThatOfTheScenario() throws {
        let plane = try TestPlane(.small { $0.timestampWindowSeconds = 5 })
        let headers = try plane.headers()
        plane.clock.advance(6)
        let response = plane.plane.respond(
            to: SimulatedRequest(method: .get, path: "/v1/accounts", headers: headers)
        )
        #expect(try JSONValue(response.body)["error"] == .text("timestamp_too_old"))
    }

    @Test func skewMovesTheDateAndTheWindow() throws {
        let plane = try TestPlane(.small { $0.clockSkewSeconds = 3_600 })
        #expect(try plane.send(.get, "/accounts").status == .ok)
        var headers = try plane.headers()
        headers[.frameTimestamp] = String(plane.clock.unixSeconds)
        headers[.frameSignature] = plane.credential.signature(timestamp: plane.clock.unixSeconds)
        let response = plane.plane.respond(
            to: SimulatedRequest(method: .get, path: "/v1/accounts", headers: headers)
        )
        #expect(response.status == .unauthorized)
        #expect(response.headers[.date] == "Tue, 14 Nov 2023 23:13:20 GMT")
    }

    @Test func anAuditorReadsAndDoesNotClose() throws {
        let scenario = try Scenario.builtIn("tradeshow")
        let auditor = try #require(scenario.credentials.first { $0.role == .auditor })
        let plane = try TestPlane(scenario)
        let id = try #require(plane.sessionIDs().first)
        #expect(try plane.send(.get, "/accounts/\(plane.account)/pools", as: auditor).status == .ok)
        #expect(try plane.close(id, as: auditor).status == .forbidden)
        #expect(try plane.sessionIDs().contains(id))
    }

    @Test func scopeLimitsWhatIsSeen() throws {
        let scenario = try Scenario.builtIn("classroom")
        let narrow = try #require(scenario.credentials.first { $0.scope == .account(scenario.accounts[1].id) })
        let plane = try TestPlane(scenario)
        let listed = try plane.get("/accounts/", as: narrow).list?.compactMap { $0["id"]?.text }
        #expect(listed == [scenario.accounts[1].id])
        #expect(try plane.send(.get, "/accounts/\(plane.account)", as: narrow).status == .forbidden)
        #expect(try plane.send(.get, "/customers/", as: narrow).status == .forbidden)
        #expect(try plane.get("/organizations", as: narrow) == .list([]))
    }
}
