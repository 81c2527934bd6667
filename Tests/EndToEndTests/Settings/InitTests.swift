import Foundation
import FrameSimulator
import Testing

@Suite("framectl init")
struct InitTests {
    @Test("takes three lines from a pipe, checks them, and writes a profile that every other command uses")
    func pipe() async throws {
        try await ProfileHome.with(try .evening()) { home in
            let made = try await home.framectl("init", "training", "--api-url", home.url, input: home.answers)
            #expect(made.status == 0, "\(made.talk)")
            #expect(made.talk.contains("5 pools, 2 of kind production, and 21 active sessions"))
            #expect(made.output.contains("See what would be closed: framectl plan\n"))
            #expect(!made.everything.contains(home.secret))
            #expect(home.service.methods == ["GET"])
            let (profile, secret) = ("\(home.profiles)/training.yaml", "\(home.profiles)/training.secret")
            #expect(try home.mode(home.profiles) == 0o700)
            #expect(try home.mode(profile) == 0o600)
            #expect(try home.mode(secret) == 0o600)
            #expect(try !String(contentsOfFile: profile, encoding: .utf8).contains(home.secret))
            #expect(try String(contentsOfFile: secret, encoding: .utf8) == home.secret + "\n")
            let plan = try await home.framectl("plan")
            #expect(plan.status == 0)
            #expect(plan.output.contains("14 sessions in 2 pools will be closed."))
            let doctor = try await home.framectl("doctor")
            #expect(doctor.output.contains("training, named by"))
        }
    }

    @Test("asks at a terminal, shows the accounts, and does not show the secret")
    func terminal() async throws {
        try await ProfileHome.with(try .evening()) { home in
            let terminal = try PseudoTerminal(["init", "--api-url", home.url], environment: ["HOME": home.path])
            let answers = home.answers.split(separator: "\n").map(String.init)
            try await terminal.wait(for: "Client id: ")
            terminal.type(answers[0] + "\n")
            try await terminal.wait(for: "Client secret (it is not shown): ")
            // The terminal is silenced before it is asked, or a moment after.
            try await eventually("a terminal that does not show what is typed") { !terminal.isEchoing }
            terminal.type(answers[1] + "\n")
            try await terminal.wait(for: "console's address of it): ")
            #expect(terminal.screen.contains("Contoso Evening"))
            terminal.type("Contoso Evening\n")
            #expect(try await terminal.end() == 0)
            #expect(!terminal.screen.contains(home.secret))
            #expect(terminal.screen.contains(answers[0]))
            #expect(home.isThere("\(home.profiles)/default.yaml"))
            #expect(try await home.framectl("plan").status == 0)
        }
    }

    @Test("asks at a terminal again for what was wrong, keeps what was right, and writes what was accepted")
    func again() async throws {
        try await ProfileHome.with(try .evening()) { home in
            let terminal = try PseudoTerminal(
                ["init", "--api-url", home.url],
                environment: ["HOME": home.path],
                rows: 60
            )
            let answers = home.answers.split(separator: "\n").map(String.init)
            try await terminal.wait(for: "Client id: ")
            terminal.type(answers[0] + "\n")
            try await terminal.wait(for: "Client secret (it is not shown): ")
            try await eventually("a terminal that does not show what is typed") { !terminal.isEchoing }
            terminal.type("e1e1\n")
            try await terminal.wait(for: "Client id [\(answers[0])]: ")
            terminal.type("\n")
            try await terminal.wait(for: "Client secret (it is not shown; Enter keeps it): ")
            try await eventually("a terminal that does not show what is typed") { !terminal.isEchoing }
            terminal.type(answers[1] + "\n")
            try await terminal.wait(for: "console's address of it): ")
            terminal.type("Contoso Evenning\n")
            try await terminal.wait(for: "Did you mean “Contoso Evening”?")
            try await terminal.wait(for: "[Contoso Evenning]: ")
            terminal.type("Contoso Evening\n")
            #expect(try await terminal.end() == 0)
            #expect(terminal.screen.components(separatedBy: "Client id").count == 3, "the credential was right")
            #expect(!terminal.screen.contains(home.secret))
            #expect(try await home.framectl("plan").status == 0)
        }
    }

    @Test(
        "asks at a terminal again where nothing was typed, up to five times, and says at Ctrl-C that nothing was written"
    )
    func emptyAnswers() async throws {
        try await ProfileHome.with(try .evening()) { home in
            for keys in ["", PseudoTerminal.controlC] {
                let terminal = try PseudoTerminal(["init", "--api-url", home.url], environment: ["HOME": home.path])
                for count in 1...5 {
                    try await eventually("question \(count): \(terminal.screen)") {
                        terminal.screen.components(separatedBy: "Client id: ").count == count + 1
                    }
                    if count == 3, !keys.isEmpty { break }
                    terminal.type("\n")
                }
                terminal.type(keys)
                #expect(try await terminal.end() == (keys.isEmpty ? 78 : 130))
                let words =
                    keys.isEmpty ? "there is no client id: no answer was given" : "Nothing was written. Run it again"
                #expect(terminal.screen.contains(words), "\(terminal.screen)")
                #expect(!home.isThere(home.path + "/.config"))
            }
        }
    }

    @Test("offers to try again when the service is not there, with the same answers, and not without end: 69")
    func unreachable() async throws {
        try await ProfileHome.with(try .evening()) { home in
            // Nothing listens there.
            let arguments = ["init", "--api-url", "http://127.0.0.1:9/v1", "--retry-for", "0s"]
            let terminal = try PseudoTerminal(arguments, environment: ["HOME": home.path], rows: 100)
            try await terminal.wait(for: "Client id: ")
            terminal.type("client\n")
            try await terminal.wait(for: "Client secret (it is not shown): ")
            try await eventually("a terminal that does not show what is typed") { !terminal.isEchoing }
            terminal.type("e1e1\n")
            for attempt in 1...4 {
                try await eventually("offer \(attempt) in: \(terminal.screen)") {
                    terminal.screen.components(separatedBy: "press Enter").count == attempt + 1
                }
                terminal.type("\n")
            }
            #expect(try await terminal.end() == 69)
            #expect(terminal.screen.components(separatedBy: "Client id: ").count == 2)
            #expect(!home.isThere(home.path + "/.config"))
        }
    }

    @Test("asks no more than five times for a credential that the service refuses: 77")
    func bounded() async throws {
        try await ProfileHome.with(try .evening()) { home in
            let terminal = try PseudoTerminal(
                ["init", "--api-url", home.url],
                environment: ["HOME": home.path],
                rows: 100
            )
            for attempt in 1...5 {
                for question in ["Client id", "Client secret"] {
                    try await eventually("\(question), \(attempt): \(terminal.screen)") {
                        terminal.screen.components(separatedBy: question + " ").count
                            + terminal.screen.components(separatedBy: question + ": ").count == attempt + 2
                    }
                    if question == "Client secret" {
                        try await eventually("a terminal that does not show what is typed") { !terminal.isEchoing }
                    }
                    terminal.type("wrong\(attempt)\n")
                }
            }
            #expect(try await terminal.end() == 77)
            #expect(!home.isThere(home.path + "/.config"))
        }
    }

    @Test("writes nothing when the service refuses: 77")
    func refused() async throws {
        try await ProfileHome.with(try .evening()) { home in
            let wrong = home.answers.replacingOccurrences(of: home.secret, with: "wrong")
            let made = try await home.framectl("init", "--api-url", home.url, input: wrong)
            #expect(made.status == 77)
            #expect(!home.isThere(home.path + "/.config"))
        }
    }

    @Test("writes nothing for an account that is not there, or when an answer is missing")
    func incomplete() async throws {
        try await ProfileHome.with(try .evening()) { home in
            let lines = home.answers.split(separator: "\n").map(String.init)
            let other = "b0000000-0000-4000-8000-000000000000"
            for (input, status, words) in [
                (lines[0] + "\n" + lines[1] + "\n" + other + "\n", Int32(64), "account “\(other)” not found"),
                (lines[0] + "\n" + lines[1] + "\nContoso\n", 64, "Did you mean “Contoso Evening”?"),
                (lines[0] + "\n" + lines[1] + "\nhttps://example.com/\n", 64, "neither an account id"),
                (lines[0] + "\n" + lines[1] + "\n", 78, "there is no account"), (lines[0] + "\n", 78, "client secret"),
                ("", 78, "FRAME_CLIENT_ID"),
            ] {
                let made = try await home.framectl("init", "--api-url", home.url, input: input)
                #expect(made.status == status, "\(made.talk)")
                #expect(made.talk.contains(words), "\(made.talk)")
                #expect(!home.isThere(home.path + "/.config"))
            }
        }
    }

    @Test("takes what the environment gives, leaves a secret's file where it is, and asks for nothing")
    func environment() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try home.write(home.secret + "\n", to: "my secret")
            var environment = home.service.environment
            environment["FRAME_CLIENT_SECRET"] = nil
            environment["FRAME_CLIENT_SECRET_FILE"] = home.path + "/my secret"
            let made = try await home.framectl("init", "ci", environment: environment)
            #expect(made.status == 0, "\(made.talk)")
            #expect(!home.isThere("\(home.profiles)/ci.secret"))
            #expect(try await home.framectl("plan").status == 0)
            let removed = try await home.framectl("profile", "remove", "ci", "--yes")
            #expect(removed.status == 0)
            #expect(home.isThere(home.path + "/my secret"))
        }
    }

    @Test("replaces a profile only when it is told to: 64")
    func replace() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("training")
            let again = try await home.framectl("init", "training", "--api-url", home.url, input: home.answers)
            #expect(again.status == 64)
            #expect(again.talk.contains("--replace"))
            let told = try await home.framectl(
                "init",
                "training",
                "--replace",
                "--api-url",
                home.url,
                input: home.answers
            )
            #expect(told.status == 0)
        }
    }

    @Test("keeps the secret in the keyring, or with a command, when that is wished for")
    func elsewhere() async throws {
        try await ProfileHome.with(try .evening()) { home in
            let values = home.answers.split(separator: "\n").map(String.init)
            try home.command(
                "secret-tool",
                """
                case "$1" in
                lookup) cat "$HOME/kept" ;;
                store) cat > "$HOME/kept" ;;
                clear) rm "$HOME/kept" ;;
                give) printf '{"version": 1, "client_id": "\(values[0])", "client_secret": "%s"}' '\(values[1])' ;;
                esac
                """
            )
            let steps = """
                export PATH="$HOME/bin:$PATH"; set -e
                printf '%s\\n' '\(values[0])' '\(values[1])' '\(values[2])' | framectl init ring --keyring --api-url \(home.url)
                test -f kept; test ! -e .config/framectl/profiles/ring.secret
                framectl plan --profile ring --output csv > /dev/null
                framectl profile remove ring --yes
                test ! -e kept
                framectl init process --credential-process 'secret-tool give' --account \(values[2]) --api-url \(home.url)
                framectl plan --profile process --output csv > /dev/null
                """
            let result = try await home.shell(steps)
            #expect(result.status == 0, "\(result.everything)")
            #expect(!result.everything.contains(home.secret))
        }
    }
}
