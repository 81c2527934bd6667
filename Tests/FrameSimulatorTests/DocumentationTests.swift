import FoundationEssentials
import HTTPTypes
import Testing

@testable import FrameSimulator

@Suite struct DocumentationTests {
    private let text: String

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/simulator.md")
        text = try String(contentsOf: root, encoding: .utf8)
    }

    @Test func theExampleIsAScenario() throws {
        let parts = text.split(separator: "```json\n")
        try #require(parts.count == 2)
        let example = try #require(parts[1].split(separator: "```").first)
        #expect(try Scenario.decode(example.utf8).name == "bad-evening")
    }

    @Test func everyKeyAndWordIsDocumented() {
        let keys =
            Scenario.CodingKeys.allCases.map(\.rawValue) + SimulatedCredential.CodingKeys.allCases.map(\.rawValue)
            + ScenarioAccount.CodingKeys.allCases.map(\.rawValue) + ScenarioPool.CodingKeys.allCases.map(\.rawValue)
            + ScenarioSession.CodingKeys.allCases.map(\.rawValue) + Arrivals.CodingKeys.allCases.map(\.rawValue)
            + FaultRule.CodingKeys.allCases.map(\.rawValue) + RateLimit.CodingKeys.allCases.map(\.rawValue)
            + PublishSeconds.CodingKeys.allCases.map(\.rawValue)
        let words =
            FaultAnswer.Name.allCases.map(\.rawValue) + CloseAnswer.allCases.map(\.rawValue)
            + SimulatedCredential.Role.allCases.map(\.rawValue) + Arrivals.Origin.allCases.map(\.rawValue)
            + Scenario.builtInNames
        for word in keys.filter({ $0 != "acts" }) + words {
            #expect(text.contains("`\(word)`"), "\(word) is not documented")
        }
    }

    @Test func everyEndpointIsDocumented() {
        let documented = text.split(separator: "\n").compactMap { line -> String? in
            let words = line.split(separator: " ")
            guard words.count > 1, line.hasPrefix("    "), words[1].hasPrefix("/") else { return nil }
            return "\(words[0]) \(words[1].replacing(/\{[a-z]+\}/, with: "*"))"
        }
        let endpoints = Endpoint.allCases.flatMap { endpoint in
            endpoint.methods.map { "\($0.rawValue) /\(endpoint.template.joined(separator: "/"))" }
        }
        #expect(Set(documented) == Set(endpoints))
    }
}
