import Foundation
import FrameSimulator
import Testing

/// One way to each exit status. Many more ways are in the suites of what leads there.
@Suite("Every exit status that is documented")
struct ExitStatusTests {
    private typealias Way = @Sendable (SimulatedService) async throws -> Int32

    private static let ways: [Int32: Way] = [
        0: { try await $0.framectl("plan").status },
        1: { service in
            try await ChildProcess.run(
                Framectl.path,
                ["plan"],
                environment: service.environment,
                input: nil,
                output: "/dev/full",
                limit: .patience
            )
            .status
        },
        2: { try await $0.framectl("plan", "--detailed-exit-code").status },
        3: { try await $0.framectl("close", "--yes", "--deadline", "1s").status },
        4: { try await $0.framectl("close").status },
        5: { service in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let plan = folder.url.appending(path: "plan.json").path
            let saved = try await service.framectl("plan", "--save", plan)
            try #require(saved.status == 0)
            let text = try String(contentsOfFile: plan, encoding: .utf8)
            try Data(text.replacing("gateway-prod.Floor", with: "gateway-prod.Flaw").utf8).write(
                to: URL(filePath: plan)
            )
            return try await service.framectl("apply", plan, "--yes").status
        },
        6: { try await $0.framectl("close", "--yes", "--after", "false").status },
        64: { try await $0.framectl("clsoe").status },
        69: { try await $0.framectl("plan", changing: ["FRAME_API_URL": "http://127.0.0.1:1/v1"]).status },
        77: { try await $0.framectl("plan", changing: ["FRAME_CLIENT_SECRET": "wrong"]).status },
        78: { try await $0.framectl("plan", changing: ["FRAME_CLIENT_SECRET": nil]).status },
        130: { service in
            let terminal = try PseudoTerminal(["close"], environment: service.environment)
            try await terminal.wait(for: "type: ")
            terminal.type(PseudoTerminal.controlC)
            return try await terminal.end()
        },
    ]

    @Test("is one that the tool ends with", arguments: ways.keys.sorted())
    func reached(status: Int32) async throws {
        let way = try #require(Self.ways[status])
        let stuck = status == 3 ? 100 : 0
        try await SimulatedService.serve(try .evening("\"stuck_percent\": \(stuck)", sessions: 2)) { service in
            let reached = try await way(service)
            #expect(reached == status)
        }
    }

    @Test("has a way to it here")
    func complete() async throws {
        let help = try await Framectl.run("help", "exit-codes")
        let documented = help.output.matches(of: /\n  (\d+) +\w/).compactMap { Int32($0.1) }
        #expect(Set(documented) == Set(Self.ways.keys))
    }
}
