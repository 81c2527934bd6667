import Foundation
import FrameSimulator
import Testing

@Suite("framectl sends the same DELETEs as the procedure that it replaces")
struct OriginalProcedureTests {
    private static let script = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Scripts/original-procedure.py").path

    @Test("on the same account, for every seed", arguments: UInt64(1)...24)
    func sameDeletes(seed: UInt64) async throws {
        let scenario = try Self.account(drawnFrom: seed)
        let expected = try await SimulatedService.serve(scenario, seed: seed) { service in
            let oracle = try await ChildProcess.run(
                "/usr/bin/env",
                ["python3", Self.script, service.environment["FRAME_API_URL"] ?? "", service.account],
                environment: service.environment.merging(ProcessInfo.processInfo.environment) { ours, _ in ours },
                input: nil,
                limit: .patience
            )
            #expect(oracle.status == 0, "\(oracle.talk)")
            return service.deletes
        }
        let (sent, status) = try await SimulatedService.serve(scenario, seed: seed) { service in
            let result = try await service.framectl("close", "--yes")
            return (service.deletes, result.status)
        }
        #expect(!expected.isEmpty)
        #expect(sent.sorted() == expected.sorted())
        #expect(status == 0)
    }

    /// An account whose pools, kinds and odd entries depend on the seed.
    private static func account(drawnFrom seed: UInt64) throws -> Scenario {
        var scenario = try Scenario.evening(sessions: Int(1 + seed % 13))
        let kinds = ["production", "Production", "sandbox", "test", "persistent", "utility", "shadow", "PRODUCTION"]
        let draw = Int(seed)
        for index in 0..<draw % 5 {
            let kind: String = kinds[(draw * 3 + index * 5) % kinds.count]
            let count: Int = (draw + index * 7) % 6
            scenario.accounts[0].pools.append(
                ScenarioPool(name: "Drawn \(index)", kind: .text(kind), maxServers: 20, sessions: .count(count))
            )
        }
        return scenario
    }
}
