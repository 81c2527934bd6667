import HTTPTypes
import Testing

@testable import FrameSimulator

@Suite struct FaultTests {
    private static let sessions = "GET /accounts/*/active_sessions"
    private static let close = "DELETE /accounts/*/sessions/*"

    private func listing(_ answer: FaultAnswer) throws -> SimulatedResponse {
        let plane = try TestPlane(.small(fault: answer, on: Self.sessions))
        return try plane.send(.get, "/accounts/\(plane.account)/active_sessions")
    }

    @Test func htmlIsAPageWithStatus200() throws {
        let response = try listing(.html)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect(String(decoding: response.body, as: UTF8.self).hasPrefix("<!DOCTYPE html>"))
    }

    @Test func cutBodyPromisesMoreThanItSends() throws {
        let half = try listing(.cutBody(afterBytes: nil))
        #expect(half.delivery == .cutBody(after: half.body.count / 2))
        #expect(half.headers[.contentLength] == "\(half.body.count)")
        #expect(try listing(.cutBody(afterBytes: 7)).delivery == .cutBody(after: 7))
        #expect(try listing(.cutBody(afterBytes: 1 << 20)).delivery == .cutBody(after: half.body.count - 1))
    }

    @Test func wrongShapeIsAnObject() throws {
        let body = try JSONValue(listing(.wrongShape).body)
        #expect(body.list == nil)
        #expect(!body.keys.isEmpty)
    }

    @Test func redirectNamesTheLocation() throws {
        let response = try listing(.redirect(location: "https://elsewhere.example/v1", status: 307))
        #expect(response.status == .temporaryRedirect)
        #expect(response.headers[.location] == "https://elsewhere.example/v1")
    }

    @Test func statusHasItsHeadersAndBody() throws {
        let response = try listing(.status(503, retryAfter: RetryAfterHeader(seconds: 9), body: "busy"))
        #expect(response.status == .serviceUnavailable)
        #expect(response.headers[.retryAfter] == "9")
        #expect(String(decoding: response.body, as: UTF8.self) == "busy")
        #expect(try JSONValue(listing(.status(500, retryAfter: nil, body: nil)).body)["error"] == .text("fault"))
    }

    @Test func delayIsDelivered() throws {
        let response = try listing(.delay(seconds: 1.5))
        #expect(response.delivery == .delayed(.milliseconds(1_500)))
        #expect(try JSONValue(response.body).list?.count == 3)
    }

    @Test func emptyBodyIsEmpty() throws {
        let response = try listing(.emptyBody)
        #expect(response.status == .ok)
        #expect(response.body.isEmpty)
        #expect(response.headers[.contentLength] == "0")
    }

    @Test(arguments: ["active_sessions", "pools"])
    func entriesComeTwiceOrAreCut(endpoint: String) throws {
        func list(_ answer: FaultAnswer?) throws -> [JSONValue] {
            let rule = try answer.map {
                FaultRule(on: try RequestPattern("GET /accounts/*/\(endpoint)"), answer: $0)
            }
            var scenario = try Scenario.builtIn("tradeshow")
            scenario.faults = rule.map { [$0] } ?? []
            let plane = try TestPlane(scenario)
            return try #require(try plane.get("/accounts/\(plane.account)/\(endpoint)").list)
        }
        let whole = try list(nil)
        #expect(try list(.duplicateEntries) == whole + whole)
        #expect(try list(.cutListing(entries: 2)) == Array(whole.prefix(2)))
        #expect(try list(.cutListing(entries: 0)).isEmpty)
    }

    @Test(
        arguments: [
            (.html, false), (.cutBody(afterBytes: nil), true), (.wrongShape, true),
            (.redirect(location: "/", status: 307), false), (.status(502, retryAfter: nil, body: nil), false),
            (.hang, false), (.delay(seconds: 1), true), (.dropBefore, false), (.dropAfter, true),
            (.emptyBody, true), (.duplicateEntries, true), (.cutListing(entries: 1), true),
        ] as [(FaultAnswer, Bool)]
    )
    func aSpoiltDeleteIsActedOnOrNot(_ answer: FaultAnswer, acts: Bool) throws {
        let plane = try TestPlane(.small(fault: answer, on: Self.close))
        let id = try #require(plane.sessionIDs().first)
        let response = try plane.close(id)
        #expect(try plane.sessionIDs().contains(id) != acts)
        let entry = try #require(plane.plane.history.dropLast().last)
        #expect(entry.fault == answer.name.rawValue)
        #expect((entry.effect != nil) == acts)
        let silent = response.delivery == .hang || response.delivery == .dropConnection
        #expect((entry.status == nil) == silent)
    }

    @Test(arguments: [FaultAnswer.html, .status(504, retryAfter: nil, body: nil), .hang])
    func someMayActAllTheSame(_ answer: FaultAnswer) throws {
        let plane = try TestPlane(.small(fault: answer, on: Self.close, acts: true))
        let id = try #require(plane.sessionIDs().first)
        try plane.close(id)
        #expect(try !plane.sessionIDs().contains(id))
    }

    @Test(arguments: [FaultAnswer.wrongShape, .emptyBody, .delay(seconds: 1), .cutListing(entries: 1)])
    func aRefusalStaysARefusal(_ answer: FaultAnswer) throws {
        let plane = try TestPlane(.small(fault: answer, on: Self.close))
        let response = try plane.close("unknown")
        #expect(response.status == .notFound)
        #expect(!response.body.isEmpty)
    }

    @Test func rulesSkipAndEnd() throws {
        let pattern = try RequestPattern("GET /accounts")
        let rules = [
            FaultRule(on: pattern, answer: .status(500, retryAfter: nil, body: nil), skip: 1, times: 2),
            FaultRule(on: pattern, answer: .status(502, retryAfter: nil, body: nil), skip: 2, times: 2),
        ]
        let plane = try TestPlane(.small { $0.faults = rules })
        let statuses = try (0..<6).map { _ in try plane.send(.get, "/accounts/").status.code }
        #expect(statuses == [200, 500, 500, 502, 200, 200])
    }

    @Test(
        arguments: [
            ("GET /accounts/*/pools", "GET", ["accounts", "a", "pools"], true),
            ("GET /accounts/*/pools", "DELETE", ["accounts", "a", "pools"], false),
            ("* /accounts/*/pools/", "DELETE", ["accounts", "a", "pools"], true),
            ("GET /accounts/*", "GET", ["accounts", "a", "pools"], false),
            ("GET /accounts/b/pools", "GET", ["accounts", "a", "pools"], false),
        ]
    )
    func patternsMatchWholeSegments(_ text: String, method: String, path: [String], matches: Bool) throws {
        #expect(try RequestPattern(text).matches(method: method, segments: path) == matches)
    }
}
