import Foundation
import Testing

@testable import FramectlCommands

@Suite("A schedule with a profile")
struct ScheduleProfileTests {
    private static let account = "a0000000-0000-4000-8000-000000000001"
    private static let other = "b0000000-0000-4000-8000-000000000002"

    /// A home with the profile `training`, whose secret is in a file.
    private func withProfile(
        adding text: String = "",
        _ work: (SettingsHome) async throws -> Void
    ) async throws {
        try await SettingsHome.with { home in
            let secret = try home.write("secret\n", to: "secret")
            try home.profile(
                "training",
                "client_id: c\naccount: \(Self.account)\nclient_secret_file: \(secret)\n\(text)"
            )
            try await work(home)
        }
    }

    private func schedule(
        _ arguments: [String],
        in home: SettingsHome,
        environment: [String: String] = [:]
    ) async -> ScheduleFixture {
        let terminal = RecordingTerminal()
        let status = await CommandRunner.run(
            ["schedule", "--program", "/usr/bin/framectl", "--at", "18:00"] + arguments,
            in: home.context(environment, terminal: terminal)
        )
        return ScheduleFixture(status: status, output: terminal.output, talk: terminal.talk)
    }

    @Test("names the profile, and leaves to it what it says", arguments: ScheduleForm.allCases)
    func named(form: ScheduleForm) async throws {
        try await withProfile { home in
            let run = await schedule(["--as", form.rawValue, "--profile", "training"], in: home)
            #expect(run.status == .success, "\(run.talk)")
            let words = run.output.replacing("</string>", with: "").replacing("<string>", with: "")
            #expect(words.contains(/--profile['" \n]+training/), "\(run.output)")
            for option in ["--account", "--client-id", "--client-secret-file"] {
                #expect(!run.output.contains(option), "\(option)")
            }
            #expect(run.talk.contains("secret     in \(home.home)/secret, read anew each time"))
        }
    }

    @Test("names the one that is used by itself as well, since another may be by then")
    func byDefault() async throws {
        try await withProfile { home in
            try home.write("default_profile: training\n", to: ".config/framectl/config.yaml")
            let run = await schedule(["--as", "cron"], in: home)
            #expect(run.status == .success)
            #expect(run.output.contains("--profile training"), "\(run.output)")
        }
    }

    @Test("holds what is said beside the profile, and where the profiles are")
    func beside() async throws {
        try await withProfile { home in
            let run = await schedule(
                ["--as", "cron", "--profile", "training", "--account", Self.other],
                in: home,
                environment: ["XDG_CONFIG_HOME": "\(home.home)/.config"]
            )
            #expect(run.status == .success)
            #expect(run.output.contains("--profile training --account \(Self.other) "), "\(run.output)")
            #expect(run.output.contains("XDG_CONFIG_HOME=\(home.home)/.config /usr/bin/framectl close"))
        }
    }

    @Test("is installed with it")
    func installed() async throws {
        try await withProfile { home in
            try home.command("systemctl", "exit 0")
            let run = await schedule(["--as", "systemd", "--profile", "training", "--install"], in: home)
            #expect(run.status == .success, "\(run.talk)")
            let unit = "\(home.home)/.config/systemd/user/framectl-close.service"
            let written = try String(contentsOfFile: unit, encoding: .utf8)
            #expect(written.contains(/close.*--profile"? "?training/), "\(written)")
        }
    }

    @Test("is refused where the folder's file protects, since the job would not see it: 64", arguments: [false, true])
    func protectedFolder(installs: Bool) async throws {
        try await withProfile { home in
            try home.command("systemctl", "exit 0")
            let file = try home.write("protect:\n  pools: [Stairs]\n", to: "work/.framectl.yaml")
            let install = installs ? ["--install"] : []
            let run = await schedule(["--as", "systemd", "--profile", "training"] + install, in: home)
            #expect(run.status == .usage)
            #expect(run.talk.contains("“\(file)” protects"), "\(run.talk)")
            #expect(run.output.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: home.home + "/.config/systemd"))
            // What only names an account does not stand in the way, and goes along.
            try home.write("account: \(Self.other)\n", to: "work/.framectl.yaml")
            let named = await schedule(["--as", "cron", "--profile", "training"], in: home)
            #expect(named.status == .success)
            #expect(named.output.contains("--profile training --account \(Self.other) "))
        }
    }

    @Test(
        "is refused where only this shell knows the command that gives the secret away, and its whole path is named: 64"
    )
    func process() async throws {
        try await SettingsHome.with { home in
            try home.command("give", "exit 0")
            let rest = "client_id: c\naccount: \(Self.account)\n"
            for (command, status, words) in [
                ("give --away", ExitStatus.usage, "with its whole path: \(home.commands)/give"),
                ("./give", .usage, "is named from this folder"), ("\(home.commands)/give", .success, "Every day"),
                ("env", .success, "Every day"),
            ] {
                try home.profile("training", "\(rest)credential_process: \(command)\n")
                let terminal = RecordingTerminal()
                let ended = await CommandRunner.run(
                    ["schedule", "--at", "18:00", "--as", "cron", "--profile", "training"],
                    in: home.context(terminal: terminal)
                )
                #expect(ended == status, "\(command): \(terminal.talk)")
                #expect(terminal.talk.contains(words), "\(terminal.talk)")
            }
        }
    }

    @Test("says that the keyring may not answer a job, but for one of systemd's", arguments: ScheduleForm.allCases)
    func keyring(form: ScheduleForm) async throws {
        try await SettingsHome.with { home in
            try home.profile("training", "client_id: c\naccount: \(Self.account)\nkeyring: true\n")
            let run = await schedule(["--as", form.rawValue, "--profile", "training"], in: home)
            #expect(run.status == .success, "\(run.talk)")
            #expect(run.talk.contains("session bus") == (form != .systemd))
        }
    }

    @Test("is refused for a profile that is not there, or whose file is not understood: 78")
    func unusable() async throws {
        try await withProfile(adding: "colour: red\n") { home in
            for (name, words) in [("evening", "no profile"), ("training", "colour")] {
                let run = await schedule(["--as", "cron", "--profile", name], in: home)
                #expect(run.status == .configuration)
                #expect(run.talk.contains(words), "\(run.talk)")
                #expect(run.output.isEmpty)
            }
        }
    }
}
