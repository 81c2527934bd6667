import FoundationEssentials
import HTTPTypes
import Testing

@testable import FrameSimulator

@Suite struct HistoryTests {
    @Test func holdsEveryRequestInOrder() throws {
        let plane = try TestPlane(.small())
        let id = try #require(plane.sessionIDs().first)
        plane.clock.advance(2.5)
        try plane.close(id)
        try plane.send(.get, "/nowhere?x=1")
        let history = plane.plane.history
        #expect(history.map(\.sequence) == [1, 2, 3])
        #expect(history.map(\.method) == ["GET", "DELETE", "GET"])
        #expect(history.map(\.status) == [200, 200, 404])
        #expect(history[1].path == "/v1/accounts/\(plane.account)/sessions/\(id)")
        #expect(history[1].time.timeIntervalSince1970 == 1_700_000_002.5)
        #expect(history[1].credential == .accepted(clientID: plane.credential.clientID))
        #expect(history[1].effect == .closed(account: plane.account, session: id, stuck: false))
        #expect(history[2].path == "/v1/nowhere?x=1")
        #expect(plane.plane.history(after: 2).map(\.sequence) == [3])
        #expect(plane.plane.history(after: 3).isEmpty)
    }

    @Test func looksAreNotRequests() throws {
        let plane = try TestPlane(.small())
        _ = plane.plane.liveSessionIDs(account: plane.account)
        #expect(plane.plane.liveSessionIDs(account: "unknown").isEmpty)
        #expect(plane.plane.history.isEmpty)
    }

    @Test func neitherHistoryNorAnswersHoldSecretOrSignature() throws {
        let plane = try TestPlane(.builtIn("classroom"))
        let id = try #require(plane.sessionIDs().first)
        var answers = ""
        for endpoint in Endpoint.allCases {
            let ids = [plane.account, plane.plane.scenario.organizations[0].id, plane.plane.scenario.customer.id]
            for owner in ids {
                let path = endpoint.template.map { $0 == "*" ? owner : $0 }.joined(separator: "/")
                for method in endpoint.methods { answers += text(try plane.send(method, "/\(path)")) }
            }
        }
        answers += text(try plane.close(id))
        var headers = try plane.headers()
        let signature = try #require(headers[.frameSignature])
        headers[.frameClientID] = plane.credential.clientSecret
        let swapped = SimulatedRequest(method: .get, path: "/v1/accounts", headers: headers)
        answers += text(plane.plane.respond(to: swapped))
        #expect(answers.contains(plane.account))
        for text in [answers, "\(plane.plane.history)", plane.plane.history.map(\.description).joined()] {
            #expect(!text.contains(signature))
            for credential in plane.plane.scenario.credentials { #expect(!text.contains(credential.clientSecret)) }
        }
    }

    private func text(_ response: SimulatedResponse) -> String {
        "\(response.headers)" + String(decoding: response.body, as: UTF8.self)
    }
}
