import Foundation
import FrameSimulator
import Glibc
import Testing

@Suite("framectl credential")
struct CredentialTests {
    private static let second = "00000000-0000-4000-8000-0000000000e2.img.frame.nutanix.com"

    /// The client id and the secret of a credential of the evening, a line each.
    private static func lines(_ number: Int) -> String {
        "00000000-0000-4000-8000-0000000000e\(number).img.frame.nutanix.com\n"
            + String(repeating: "e\(number)", count: 20) + "\n"
    }

    private func file(_ home: ProfileHome) -> String { "\(home.path)/.config/framectl/credentials/contoso.yaml" }

    private func make(_ home: ProfileHome) async throws {
        let made = try await home.framectl(
            "credential",
            "replace",
            "contoso",
            "--create",
            "--api-url",
            home.url,
            input: Self.lines(1)
        )
        try #require(made.status == 0, "\(made.everything)")
        for name in ["north", "south"] {
            let profile = try await home.framectl(
                "init",
                name,
                "--credential",
                "contoso",
                "--api-url",
                home.url,
                input: "\(Scenario.evening)\n"
            )
            try #require(profile.status == 0, "\(profile.everything)")
        }
    }

    @Test("is shared by profiles, and replaced in one place once the service has accepted the new one")
    func rotation() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await make(home)
            #expect(try home.mode(file(home)) == 0o600)
            let plan = try await home.framectl("plan", "-o", "\(home.path)/plan.json", "--profile", "south")
            #expect(plan.status == 0, "\(plan.talk)")
            let before = try String(contentsOfFile: file(home), encoding: .utf8)
            let refused = try await home.framectl(
                "credential",
                "replace",
                "contoso",
                input: Self.lines(2).replacing("e2e2e2", with: "e1e1e1")
            )
            #expect(refused.status == 77, "\(refused.everything)")
            #expect(try String(contentsOfFile: file(home), encoding: .utf8) == before)
            let unnoticed = try await home.framectl(
                "apply",
                "\(home.path)/plan.json",
                "--profile",
                "north",
                "--confirm",
                "x"
            )
            #expect(unnoticed.status == 4, "\(unnoticed.talk)")
            let replaced = try await home.framectl("credential", "replace", "contoso", input: Self.lines(2))
            #expect(replaced.status == 0, "\(replaced.everything)")
            #expect(replaced.output.contains("Profiles that use it: north, south."))
            #expect(!replaced.everything.contains("e2e2e2e2"))
            for name in ["north", "south"] {
                let accounts = try await home.framectl("accounts", "list", "--profile", name)
                #expect(accounts.status == 0, "\(accounts.talk)")
            }
            let stale = try await home.framectl("apply", "\(home.path)/plan.json", "--profile", "south", "--yes")
            #expect(stale.status == 5, "\(stale.everything)")
            #expect(stale.talk.contains("credential contoso has \(Self.second)"))
            #expect(stale.talk.contains("Make a new plan with framectl plan -o"))
            #expect(home.service.methods == ["GET"])
        }
    }

    @Test("is listed without its secret, and tested with one read")
    func tested() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await make(home)
            try home.write("client_id: i\nkeyring: true\n", to: ".config/framectl/credentials/lab.yaml")
            try home.write("client: i\n", to: ".config/framectl/credentials/odd.yaml")
            let list = try await home.framectl("credential", "list", "--output", "json")
            #expect(list.status == 0)
            let rows = try #require(try list.json()["credentials"] as? [[String: Any]])
            #expect(rows.map { $0["name"] as? String } == ["contoso", "lab", "odd"])
            #expect(rows[0]["profiles"] as? [String] == ["north", "south"])
            #expect(rows[0]["secret"] as? String == "client_secret")
            #expect(rows[0]["from"] as? String == file(home))
            #expect(rows[1]["secret"] as? String == "keyring")
            #expect((rows[2]["problem"] as? String)?.contains("“client” is not known") == true)
            #expect(!list.everything.contains("e1e1e1"))
            let test = try await home.framectl("credential", "test", "contoso")
            #expect(test.status == 0, "\(test.everything)")
            #expect(test.output.contains("1: Contoso Evening"))
            #expect(!test.everything.contains("e1e1e1"))
            let text = try String(contentsOfFile: file(home), encoding: .utf8)
            try home.write(text.replacing("e1e1e1", with: "e3e3e3"), to: ".config/framectl/credentials/contoso.yaml")
            #expect(try await home.framectl("credential", "test", "contoso").status == 77)
            let away = try await home.framectl("credential", "test", "contoso", "--api-url", "http://127.0.0.1:9/v1")
            #expect(away.status == 69, "\(away.everything)")
            #expect(try await home.framectl("credential", "test", "fabrikam").status == 78)
        }
    }

    @Test("is asked for at a terminal, which does not show the secret")
    func terminal() async throws {
        try await ProfileHome.with(try .evening()) { home in
            let terminal = try PseudoTerminal(
                ["credential", "replace", "contoso", "--create", "--api-url", home.url],
                environment: ["HOME": home.path]
            )
            let answers = Self.lines(1).split(separator: "\n").map(String.init)
            try await terminal.wait(for: "Client id: ")
            terminal.type(answers[0] + "\n")
            try await terminal.wait(for: "Client secret (it is not shown): ")
            try await eventually("a terminal that does not show what is typed") { !terminal.isEchoing }
            terminal.type(answers[1] + "\n")
            #expect(try await terminal.end() == 0)
            #expect(!terminal.screen.contains("e1e1e1"))
            #expect(terminal.screen.contains("No profile uses it yet"))
        }
    }

    @Test(
        "in the keyring is finished once it is being written, with a word at Ctrl-C; a second one claims nothing",
        arguments: [["credential", "replace", "ring"], ["init", "ring", "--keyring"]],
        [false, true]
    )
    func interrupted(command: [String], twice: Bool) async throws {
        try await ProfileHome.with(try .evening()) { home in
            try home.command(
                "secret-tool",
                """
                touch "$HOME/asked"
                while [ ! -e "$HOME/go" ]; do sleep 0.05; done
                cat > "$HOME/kept"
                """
            )
            try home.write("client_id: i\nkeyring: true\n", to: ".config/framectl/credentials/ring.yaml")
            try home.write(home.answers, to: "answers")
            let tool = try BackgroundFramectl(
                command + ["--api-url", home.url],
                environment: ["HOME": home.path, "PATH": "\(home.path)/bin:/usr/bin:/bin"],
                through: ["/bin/sh", "-c", "exec \"$0\" \"$@\" < \"$HOME/answers\""]
            )
            try await eventually("a keyring that is asked: \(tool.talkText)") { home.isThere(home.path + "/asked") }
            tool.send(SIGINT)
            try await tool.wait(for: "waiting for what is being written")
            if twice { tool.send(SIGINT) } else { try home.write("", to: "go") }
            #expect(try await tool.end() == (twice ? 130 : 0), "\(tool.talkText)")
            #expect(tool.talkText.contains("Not everything may be written") == twice)
            #expect(!tool.talkText.contains("Nothing was written"))
            #expect(home.isThere(home.path + "/kept") == !twice)
            try home.write("", to: "go")
        }
    }
}
