import Foundation
import FrameSimulator
import Testing

/// Law 10, against a service that knows what it was sent and gives it back in every way.
@Suite("The secret and the signatures, whatever a service does with them")
struct SpelledSecretTests {
    private static let secret = "c0ffee1984b16b00b5facade0ddba11deadbeef5"
    private static let account = Scenario.evening

    private static let formats = ["text", "json", "jsonl", "csv"]

    /// Every command that asks the service or tells of a run, in every form that it has.
    private static func commands(_ plan: String) -> [[String]] {
        let lists = [
            ["accounts", "list"], ["pools", "list"], ["sessions", "list"], ["doctor"], ["config", "explain"], ["plan"],
        ]
        let closing = [["close", "--yes", "--deadline", "1s", "--reason", "because \(secret)"]]
        let told = [["runs", "list"], ["runs", "show"], ["runs", "verify"], ["runs", "resume", "--deadline", "1s"]]
        return (lists + closing + told).flatMap { command in formats.map { command + ["--output", $0] } } + [
            ["plan", "--pool", "nope"], ["plan", "--pool", "nope", "--output", "json"], ["plan", "--kind", "nope"],
            ["plan", "--session", "nope", "--output", "json"], ["plan", "--exclude-pool", "nope"],
            ["plan", "--account", "nope"],
            ["plan", "--account", "Twin"], ["plan", "-o", plan], ["plan", "show", plan],
            ["plan", "show", plan, "--output", "csv"],
            ["apply", plan, "--yes", "--deadline", "1s"], ["close", "--confirm", "close 1 session"], ["close"],
            ["close", "--session", "nope", "--yes", "--output", "json"], ["wait-empty", "--deadline", "1s"],
            ["wait-empty", "--deadline", "1s", "--output", "json"], ["api", "GET", "/accounts/"],
            ["api", "GET", "/refused"],
            ["api", "GET", "/page"], ["api", "DELETE", "/accounts/\(account)/sessions/x", "--yes"],
            ["runs", "export", "--output", "csv"], ["runs", "export"],
            [
                "close", "--yes", "--deadline", "1s", "--before", "sh -c 'cat; env'", "--after",
                "sh -c 'cat; echo \(secret)'",
            ],
        ]
    }

    @Test("come out of no command, in no form, in no spelling, and stand in no file")
    func nowhere() async throws {
        let service = try SpellingService(secret: Self.secret, account: Self.account)
        defer { service.stop() }
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let state = folder.url.appending(path: "state").path
        let plan = folder.url.appending(path: "plan.json").path
        let settings = [
            "FRAME_API_URL": service.url, "FRAME_ACCOUNT_ID": Self.account, "FRAME_CLIENT_ID": "client",
            "FRAME_CLIENT_SECRET": Self.secret, "XDG_STATE_HOME": state,
        ]
        var left: [String: Data] = [:]
        for command in Self.commands(plan) {
            let result = try await ChildProcess.run(
                Framectl.path,
                command,
                environment: settings,
                input: nil,
                limit: .patience
            )
            #expect(![1, 64 + 64].contains(result.status), "\(command): \(result.talk)")
            left["\(command)"] = Data(result.everything.utf8)
            if command.last == "json", !result.output.isEmpty {
                let document = try? JSONSerialization.jsonObject(with: Data(result.output.utf8))
                #expect(document != nil, "\(command) is no JSON any more: \(result.output.prefix(2_000))")
            }
        }
        for shell in ["bash", "zsh", "fish"] {
            for (option, command) in [
                ("--pool", "close"), ("--session", "close"), ("--kind", "plan"), ("--account", "plan"),
            ] {
                let words = ["framectl", command, option, ""]
                let asked = ["---completion", command, "--", option, "3", "0"] + words
                let result = try await ChildProcess.run(
                    Framectl.path,
                    asked,
                    environment: settings.merging(["SAP_SHELL": shell]) { $1 },
                    input: nil,
                    limit: .patience
                )
                left["completion of \(option) in \(shell)"] = Data(result.everything.utf8)
            }
        }
        let home = folder.url.appending(path: "home").path
        let made = try await ChildProcess.run(
            Framectl.path,
            ["init", "--api-url", service.url],
            environment: ["HOME": home],
            input: "client\n\(Self.secret)\n\(Self.account)\n",
            limit: .patience
        )
        #expect(made.status == 0, "\(made.talk)")
        left["init"] = Data(made.everything.utf8)
        let terminal = try PseudoTerminal(["close", "--yes", "--deadline", "1s"], environment: settings, columns: 60)
        _ = try await terminal.end()
        left["close at a terminal"] = Data(terminal.everything.utf8)
        left["the saved plan"] = try Data(contentsOf: URL(filePath: plan))
        for name in try FileManager.default.contentsOfDirectory(atPath: state + "/framectl")
        where !name.contains("-reserve-") {
            left["the journal's \(name)"] = try Data(contentsOf: URL(filePath: "\(state)/framectl/\(name)"))
        }

        #expect(service.signatures.count > 3)
        let recovery = Recovery(of: [Self.secret] + service.signatures)
        for (place, bytes) in left.sorted(by: { $0.key < $1.key }) {
            let found = recovery.found(in: bytes)
            #expect(found == nil, "\(place) gives away \(found ?? "")")
        }
        #expect(left.values.filter { $0.range(of: Data("<redacted>".utf8)) != nil }.count > 30, "the service has tried")
    }

    @Test("would be found where they stand", arguments: Spelling.allCases)
    func recovery(spelling: Spelling) {
        let recovery = Recovery(of: [Self.secret])
        #expect(recovery.found(in: Data("a \(spelling.spell(Self.secret)) b".utf8)) != nil)
        #expect(recovery.found(in: Data("a <redacted> b".utf8)) == nil)
    }
}
