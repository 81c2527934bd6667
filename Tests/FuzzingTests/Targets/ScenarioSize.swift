@testable import FrameSimulator

/// How much there is to do when a scenario is played for some minutes: pools, sessions, and users who connect.
struct ScenarioSize {
    let sum: Double

    init(_ scenario: Scenario) {
        // Time goes on by a minute for each account.
        let minutes = Double(scenario.accounts.count + 1)
        sum = scenario.accounts.reduce(0) { sum, account in
            account.pools.reduce(sum + Double(account.sessions.count)) { sum, pool in
                let one = 1 + Double(pool.sessions.count) + Self.arrivals(pool.arrivals, in: minutes)
                return sum + Double(pool.copies) * one
            }
        }
    }

    private static func arrivals(_ arrivals: Arrivals?, in minutes: Double) -> Double {
        switch arrivals?.pace {
        case .perMinute(let rate): rate * minutes
        case .atSeconds(let offsets): Double(offsets.count)
        case nil: 0
        }
    }
}
