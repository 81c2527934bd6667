@testable import FrameSimulator

extension Scenario {
    static let account = "a0000000-0000-4000-8000-0000000000aa"

    /// One account with one production pool, to be changed by the test.
    static func small(
        sessions: Int = 3,
        maxServers: Int = 10,
        arrivals: Arrivals? = nil,
        _ change: (inout Scenario) -> Void = { _ in }
    ) throws -> Scenario {
        var scenario = try builtIn("empty")
        scenario.accounts = [
            ScenarioAccount(
                id: account,
                name: "Small",
                organizationID: scenario.organizations[0].id,
                pools: [
                    ScenarioPool(
                        name: "Floor",
                        maxServers: maxServers,
                        sessions: .count(sessions),
                        arrivals: arrivals
                    )
                ]
            )
        ]
        change(&scenario)
        return scenario
    }

    static func small(fault answer: FaultAnswer, on pattern: String, acts: Bool? = nil) throws -> Scenario {
        let rule = FaultRule(on: try RequestPattern(pattern), answer: answer, acts: acts)
        return try small { $0.faults = [rule] }
    }
}
