import FoundationEssentials
import HTTPTypes

@testable import FrameSimulator

/// Scenario files. What is taken is the same when it is written and read again, and can be played: a client with its first credential
/// lists, closes what it sees, and lists again a minute later; every answer has the form of one, and where nothing goes wrong by the
/// scenario's own words, nothing does.
enum ScenarioTarget: FuzzTarget {
    static let name = "scenario"
    static let words = [
        "\"credentials\"", "\"accounts\"", "\"organizations\"", "\"pools\"", "\"sessions\"", "\"faults\"", "\"on\"",
        "\"answer\"",
        "\"arrivals\"", "\"per_minute\"", "\"at_seconds\"", "\"after\"", "\"first_delete\"", "\"closing_seconds\"",
        "\"min\"", "\"max\"",
        "\"rate_limit\"", "\"retry_after\"", "\"copies\"", "\"leave_out\"", "\"stuck_percent\"",
        "\"clock_skew_seconds\"", "\"latency_ms\"",
        "null", "-1", "0.1", "1e308", "9223372036854775807", "\"GET /accounts/*/pools\"",
        "\"* /accounts/*/sessions/*\"", "cut-body", "delay",
        "hang", "cut-listing", "duplicate-entries", "drop-after",
    ]
    /// More is not played: it would only take long.
    private static let largest = 2_000.0

    static func flaw(in bytes: [UInt8]) -> String? {
        let scenario: Scenario
        do throws(ScenarioError) {
            scenario = try Scenario.decode(bytes)
        } catch {
            return error.remedy.isEmpty ? "refused without a remedy" : nil
        }
        guard let encoded = try? JSONEncoder().encode(scenario), let again = try? Scenario.decode(encoded) else {
            return "not to be read when it is written again"
        }
        guard again == scenario else { return "another scenario when it is written and read again" }
        return ScenarioSize(scenario).sum <= largest ? play(scenario) : nil
    }

    private static func play(_ scenario: Scenario) -> String? {
        guard var client = ScenarioClient(scenario) else { return "taken without a credential" }
        for account in scenario.accounts {
            let path = "/accounts/\(segment(account.id))"
            if let flaw = client.list("\(path)/pools") ?? client.list("\(path)/active_sessions") { return flaw }
            let ids = client.listed.prefix(8)
            for id in ids {
                if let flaw = client.close("\(path)/sessions/\(segment(id))") { return flaw }
            }
            client.wait(seconds: 60)
            if let flaw = client.list("\(path)/active_sessions") { return flaw }
            if client.isGone(after: 60), let id = client.listed.first(where: ids.contains) {
                return "\(id) is closed and listed"
            }
        }
        return nil
    }

    private static func segment(_ text: String) -> String {
        text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
