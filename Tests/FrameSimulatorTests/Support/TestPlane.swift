import HTTPTypes
import Testing

@testable import FrameSimulator

/// A control plane under a virtual clock, and a hand that signs requests to it.
struct TestPlane {
    let plane: Simulator
    let clock: VirtualClock
    let credential: SimulatedCredential
    let account: String

    init(_ scenario: Scenario, seed: UInt64 = 1, clock: VirtualClock = VirtualClock()) throws {
        self.clock = clock
        credential = try #require(scenario.credentials.first)
        account = try #require(scenario.accounts.first?.id)
        plane = Simulator(scenario: scenario, seed: seed, now: { clock.now })
    }

    func headers(_ credential: SimulatedCredential? = nil) throws -> HTTPFields {
        let signer = credential ?? self.credential
        let timestamp = clock.unixSeconds + plane.scenario.clockSkewSeconds
        return [
            try #require(HTTPField.Name("X-Frame-ClientId")): signer.clientID,
            try #require(HTTPField.Name("X-Frame-Timestamp")): String(timestamp),
            try #require(HTTPField.Name("X-Frame-Signature")): signer.signature(timestamp: timestamp),
        ]
    }

    @discardableResult
    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        as credential: SimulatedCredential? = nil
    ) throws -> SimulatedResponse {
        plane.respond(to: SimulatedRequest(method: method, path: "/v1\(path)", headers: try headers(credential)))
    }

    /// The body of a GET that has to succeed.
    func get(_ path: String, as credential: SimulatedCredential? = nil) throws -> JSONValue {
        let response = try send(.get, path, as: credential)
        try #require(response.status == .ok)
        return try JSONValue(response.body)
    }

    func sessions() throws -> [JSONValue] {
        try #require(try get("/accounts/\(account)/active_sessions").list)
    }

    func sessionIDs() throws -> [String] {
        try sessions().compactMap { $0["id"]?.text }
    }

    @discardableResult
    func close(_ id: String, as credential: SimulatedCredential? = nil) throws -> SimulatedResponse {
        try send(.delete, "/accounts/\(account)/sessions/\(id)", as: credential)
    }
}
