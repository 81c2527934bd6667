import DeterministicTesting
import FoundationEssentials
import HTTPTypes

@testable import FrameSimulator

/// A client of a scenario's control plane, with the scenario's first credential and a clock of its own.
struct ScenarioClient {
    private let scenario: Scenario
    private let credential: SimulatedCredential
    private let plane: Simulator
    private let clock = Locked(1_700_000_000)
    /// The ids in the last listing that can stand in a path.
    private(set) var listed: [String] = []

    /// `nil` without a credential.
    init?(_ scenario: Scenario) {
        guard let credential = scenario.credentials.first else { return nil }
        self.scenario = scenario
        self.credential = credential
        plane = Simulator(scenario: scenario, seed: 1) { [clock] in
            Date(timeIntervalSince1970: Double(clock.current))
        }
    }

    /// Whether the scenario gives no reason for an answer other than the one that is due.
    private var isSmooth: Bool {
        scenario.faults.isEmpty && scenario.rateLimit == nil && credential.scope == .customer
    }

    /// Lets time pass.
    func wait(seconds: Int) {
        clock.withLock { $0 += seconds }
    }

    /// Reads a listing, and says what is wrong with the answer.
    mutating func list(_ path: String) -> String? {
        let response = send(.get, path)
        listed = []
        if let flaw = Self.flaw(in: response) { return flaw }
        guard isSmooth else { return nil }
        guard response.status == .ok else { return "status \(response.status.code) for \(path)" }
        guard let body = ReferenceJSON(response.body), body.isToTheLetter, let entries = body.entries else {
            return "no list at \(path): \(String(decoding: response.body, as: UTF8.self))"
        }
        listed = entries.flatMap { $0.members("id") }.compactMap { id in
            if case .is(let text) = id.reading, !text.isEmpty { text } else { nil }
        }
        return nil
    }

    /// Closes a session, and says what is wrong with the answer.
    func close(_ path: String) -> String? {
        let response = send(.delete, path)
        if let flaw = Self.flaw(in: response) { return flaw }
        guard isSmooth else { return nil }
        let due: [HTTPResponse.Status] = credential.role == .auditor ? [.forbidden] : [.ok, .noContent]
        return due.contains(response.status) ? nil : "status \(response.status.code) for a DELETE of \(path)"
    }

    /// Whether what was closed is gone after a time, by the scenario's own words.
    func isGone(after seconds: Double) -> Bool {
        isSmooth && credential.role != .auditor && scenario.stuckPercent == 0 && scenario.closingSeconds.max <= seconds
    }

    private func send(_ method: HTTPRequest.Method, _ path: String) -> SimulatedResponse {
        var request = SimulatedRequest(method: method, path: "/v1" + path)
        let timestamp = clock.current + scenario.clockSkewSeconds
        request.headers[.frameClientID] = credential.clientID
        request.headers[.frameTimestamp] = String(timestamp)
        request.headers[.frameSignature] = credential.signature(timestamp: timestamp)
        return plane.respond(to: request)
    }

    private static func flaw(in response: SimulatedResponse) -> String? {
        guard (200...599).contains(response.status.code) else { return "status \(response.status.code)" }
        let length = response.headers[.contentLength].flatMap { Int($0) }
        guard response.status == .noContent || length == response.body.count else {
            return "a length of \(length ?? -1)"
        }
        return switch response.delivery {
        case .cutBody(let after) where !(0..<response.body.count).contains(after):
            "cut after \(after) of \(response.body.count)"
        case .delayed(let wait) where !(.zero ... .seconds(87_000)).contains(wait): "delayed by \(wait)"
        default: nil
        }
    }
}
