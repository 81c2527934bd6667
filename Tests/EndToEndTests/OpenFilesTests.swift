import Foundation
import FrameSimulator
import Testing

@Suite("The number of files that may be open")
struct OpenFilesTests {
    /// Runs the tool with a limit, and with no files open but the standard streams.
    private func run(_ limit: String, _ command: String, in service: SimulatedService) async throws -> FramectlResult {
        let script = """
            for file in /proc/$$/fd/*; do n=${file##*/}; [ "$n" -gt 2 ] && eval "exec $n>&-"; done
            ulimit \(limit) && exec "$TOOL" \(command)
            """
        return try await ChildProcess.run(
            "/bin/bash",
            ["-c", script],
            environment: service.environment.merging(["TOOL": Framectl.path]) { $1 },
            input: nil,
            limit: .patience
        )
    }

    @Test(
        "that is too low is refused before anything is sent, and what is needed is said",
        arguments: ["plan", "close --yes", "doctor", "wait-empty", "pools list", "demo", "simulate"]
    )
    func tooLow(command: String) async throws {
        try await SimulatedService.serve(try .evening()) { service in
            for limit in [4, 8, 15, 40] {
                let result = try await run("-n \(limit)", command, in: service)
                #expect(result.status == 78, "\(limit): \(result.everything)")
                #expect(result.talk.contains("may have \(limit) files and connections open (RLIMIT_NOFILE)"))
                #expect(result.talk.contains("ulimit -n"))
            }
            #expect(service.controlPlane.history.isEmpty)
        }
    }

    @Test("is raised where the system allows more, and what is said to be needed is enough")
    func raised() async throws {
        try await SimulatedService.serve(try .gallery()) { service in
            let soft = try await run("-Sn 15", "plan", in: service)
            #expect(soft.status == 0, "\(soft.talk)")
            let refused = try await run("-n 15", "close --yes --concurrency 256", in: service)
            let needed = try #require(refused.talk.firstMatch(of: /and (\d+) are needed/)?.1)
            let taken = try await run("-n \(needed)", "close --yes --concurrency 256", in: service)
            #expect(taken.status == 0, "\(taken.talk)")
        }
    }

    @Test(
        "that is said to be needed is enough the first time it is said",
        arguments: ["close --yes --concurrency 2", "close --yes", "plan", "doctor", "demo"]
    )
    func followed(command: String) async throws {
        for limit in [4, 15, 40] {
            try await SimulatedService.serve(try .gallery()) { service in
                let refused = try await run("-n \(limit)", command, in: service)
                let needed = try #require(refused.talk.firstMatch(of: /and (\d+) are needed/)?.1, "\(refused.talk)")
                #expect(!refused.talk.contains("--concurrency"), "that alone would not do: \(refused.talk)")
                let taken = try await run("-n \(needed)", command, in: service)
                #expect(taken.status == 0, "\(limit), \(needed): \(taken.talk)")
            }
        }
    }

    @Test("names the concurrency that would do with it, where there is one")
    func concurrency() async throws {
        try await SimulatedService.serve(try .gallery()) { service in
            let refused = try await run("-n 80", "close --yes", in: service)
            let fitting = try #require(
                refused.talk.firstMatch(of: /lower --concurrency to (\d+)/)?.1,
                "\(refused.talk)"
            )
            let taken = try await run("-n 80", "close --yes --concurrency \(fitting)", in: service)
            #expect(taken.status == 0, "\(taken.talk)")
        }
    }

    @Test("does not matter to commands that connect to nothing")
    func offline() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            for command in ["--version", "close --help", "config explain"] {
                let result = try await run("-n 15", command, in: service)
                #expect(result.status == 0, "\(command): \(result.everything)")
            }
        }
    }
}
