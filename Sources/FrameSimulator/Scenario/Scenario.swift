/// A scenario of the simulator: accounts, pools, sessions, credentials and behaviour.
///
/// Decoded from a JSON file; the keys, units and defaults are in `docs/simulator.md`. The decoder refuses unknown keys, because a misspelt
/// fault that silently never occurs makes a rehearsal worthless.
package struct Scenario: Codable, Sendable, Equatable {
    package var name: String
    /// One line for people.
    package var about: String
    /// At least one. The first is the one for a client.
    package var credentials: [SimulatedCredential]
    package var customer: ScenarioCustomer
    package var organizations: [ScenarioOrganization]
    package var accounts: [ScenarioAccount]

    /// How far a timestamp may be from the clock of the service, into the past and into the future.
    package var timestampWindowSeconds: Int
    /// How far the clock of the service is ahead of the true time.
    package var clockSkewSeconds: Int
    /// From the accepted DELETE until the session leaves the listing.
    package var closingSeconds: Spread
    /// The share of sessions whose close is accepted and never happens.
    package var stuckPercent: Double
    package var closeAnswer: CloseAnswer
    package var publishSeconds: PublishSeconds
    package var rateLimit: RateLimit?
    package var latencyMilliseconds: Spread
    /// The first rule in this order that applies decides.
    package var faults: [FaultRule]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, about, credentials, customer, organizations, accounts
        case timestampWindowSeconds = "timestamp_window_seconds"
        case clockSkewSeconds = "clock_skew_seconds"
        case closingSeconds = "closing_seconds"
        case stuckPercent = "stuck_percent"
        case closeAnswer = "close_answer"
        case publishSeconds = "publish_seconds"
        case rateLimit = "rate_limit"
        case latencyMilliseconds = "latency_ms"
        case faults
    }
}

/// The answer to an accepted DELETE. The real service's answer is not documented, so a client has to be tested with each.
package enum CloseAnswer: String, Codable, Sendable, CaseIterable {
    /// 200 with an object.
    case json
    /// 200 without a body.
    case empty
    /// 204.
    case noContent = "no-content"
}
