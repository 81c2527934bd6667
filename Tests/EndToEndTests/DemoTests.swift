import Foundation
import FrameSimulator
import Testing

@Suite("demo and simulate")
struct DemoTests {
    @Test("demo prints each command before its output, closes everything in scope, and ends with 0")
    func demo() async throws {
        let result = try await Framectl.run("demo")
        #expect(result.status == 0)
        for command in [
            "doctor", "pools list", "plan", "close --confirm \"close 58 sessions\"", "plan --detailed-exit-code",
            "runs list",
            "runs verify",
        ] {
            #expect(result.output.contains("$ framectl \(command)\n"))
        }
        #expect(result.talk.contains("All 58 sessions closed.\n"))
        #expect(result.everything.contains("Nothing to close.\n"))
        #expect(result.output.firstMatch(of: /\n\(the list of runs\) +whole +1 +[0-9a-f]{64}\n$/) != nil)
    }

    @Test("demo minds none of the user's settings")
    func demoIgnoresSettings() async throws {
        let server = try CannedServer { _ in "" }
        defer { server.stop() }
        let result = try await Framectl.run(
            "demo",
            "--scenario",
            "classroom",
            "--seed",
            "7",
            environment: [
                "FRAME_API_URL": server.url, "FRAME_ACCOUNT_ID": "x", "FRAME_CLIENT_ID": "y",
                "FRAME_CLIENT_SECRET_FILE": "/nowhere", "HTTPS_PROXY": "nonsense",
            ]
        )
        #expect(result.status == 0)
        #expect(server.seen.isEmpty)
    }

    @Test("demo keeps its record where TMPDIR says, leaves nothing there, and says when it cannot: 1")
    func demoPlace() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let good = try await Framectl.run("demo", "--scenario", "empty", environment: ["TMPDIR": folder.url.path])
        #expect(good.status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
        let missing = "\(folder.url.path)/missing"
        let bad = try await Framectl.run("demo", "--scenario", "empty", environment: ["TMPDIR": missing])
        #expect(bad.status == 1)
        #expect(bad.talk.contains("no folder can be made in “\(missing)”"), "\(bad.talk)")
        #expect(bad.talk.contains("Set TMPDIR"))
    }

    @Test("demo fails when not everything could be closed")
    func demoFails() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var scenario = try Scenario.evening()
        scenario.faults = [
            FaultRule(
                on: try RequestPattern("DELETE /accounts/*/sessions/*"),
                answer: .status(409, retryAfter: nil, body: nil)
            )
        ]
        let file = try folder.write(
            String(decoding: try JSONEncoder().encode(scenario), as: UTF8.self),
            to: "scenario.json"
        )
        let result = try await Framectl.run("demo", "--scenario", file)
        #expect(result.status == 3)
        #expect(result.talk.contains("14 failed"))
    }

    @Test("simulate prints settings that work as they are, and serves until Ctrl-C")
    func simulate() async throws {
        let server = try PseudoTerminal(["simulate", "--scenario", "classroom"], environment: [:])
        try await server.wait(for: "Ctrl-C ends")
        var environment: [String: String] = [:]
        for match in server.screen.matches(of: /export (FRAME_\w+)=(\S+)/) {
            environment[String(match.1)] = String(match.2)
        }
        #expect(environment.count == 5)
        #expect(environment["FRAME_PROFILE"] == "none")
        let result = try await Framectl.run("close", "--confirm", "close 27 sessions", environment: environment)
        #expect(result.status == 0)
        server.type(PseudoTerminal.controlC)
        #expect(try await server.end() == 0)
    }

    @Test("simulate says that a port is in use: 64")
    func portInUse() async throws {
        let server = try CannedServer { _ in "" }
        defer { server.stop() }
        let taken = try await Framectl.run("simulate", "--port", "\(server.port)")
        #expect(taken.status == 64)
        #expect(taken.talk.contains("the port \(server.port) is in use"))
        #expect(taken.talk.contains("--port"))
    }

    @Test("a scenario that is not there or not understood: 64, with the remedy")
    func badScenario() async throws {
        let missing = try await Framectl.run("simulate", "--scenario", "nowhere")
        #expect(missing.status == 64)
        #expect(missing.talk.contains("tradeshow, classroom, empty, large"))

        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = try folder.write(#"{"name": "x", "colour": "red"}"#, to: "scenario.json")
        let unknown = try await Framectl.run("demo", "--scenario", file)
        #expect(unknown.status == 64)
        #expect(unknown.talk.contains("colour"))
    }
}
