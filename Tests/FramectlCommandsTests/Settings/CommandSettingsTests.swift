import Foundation
import FrameAPI
import FrameOperations
import FrameSettings
import FrameWording
import Testing

@testable import FramectlCommands

@Suite("The settings of a command")
struct CommandSettingsTests {
    private static let account = "a0000000-0000-4000-8000-000000000001"
    private static let other = "b0000000-0000-4000-8000-000000000002"

    @Test("take the profile that is named by flag, else by environment, else by the project, else by config.yaml")
    func choice() async throws {
        try await SettingsHome.with { home in
            for name in ["by-flag", "by-variable", "by-project", "by-default"] {
                try home.profile(name, "client_id: \(name)\n")
            }
            try home.write("profile: by-project\n", to: "work/.framectl.yaml")
            try home.write("# mine\ndefault_profile: by-default\n", to: ".config/framectl/config.yaml")
            let variable = ["FRAME_PROFILE": "by-variable"]
            let flagged = try CommandSettings(flags: [.profile: "by-flag"], in: home.context(variable).settings)
            #expect(flagged.layers.text(.clientID)?.value == "by-flag")
            #expect(flagged.layers.origin(of: .profile) == .flag(.profile))
            #expect(try CommandSettings(flags: [:], in: home.context(variable).settings).profile?.name == "by-variable")
            let project = try CommandSettings(flags: [:], in: home.context().settings)
            #expect(project.profile?.name == "by-project")
            #expect(project.layers.origin(of: .profile) == .project("\(home.home)/work/.framectl.yaml:1"))
            try FileManager.default.removeItem(atPath: home.home + "/work/.framectl.yaml")
            let plain = try CommandSettings(flags: [:], in: home.context().settings)
            #expect(plain.profile?.name == "by-default")
            #expect(plain.layers.origin(of: .profile) == .user("\(home.settings)/config.yaml:2"))
            #expect(plain.layers.origin(of: .clientID) == .user("\(home.settings)/profiles/by-default.yaml:1"))
        }
    }

    @Test("are found in XDG_CONFIG_HOME, unless that is relative")
    func places() async throws {
        try await SettingsHome.with { home in
            try home.profile("x", "client_id: home\n")
            try FileManager.default.createDirectory(
                atPath: home.work + "/framectl/profiles",
                withIntermediateDirectories: true
            )
            try home.write("client_id: elsewhere\n", to: "work/deep/framectl/profiles/x.yaml")
            func clientID(_ config: String) throws -> String? {
                try CommandSettings(flags: [.profile: "x"], in: home.context(["XDG_CONFIG_HOME": config]).settings)
                    .layers.text(.clientID)?.value
            }
            #expect(try clientID(home.work) == "elsewhere")
            #expect(try clientID(home.work + "/") == "elsewhere")
            #expect(try clientID("relative") == "home")
            #expect(try clientID("") == "home")
        }
    }

    @Test(
        "read no file that they do not use: not another profile, not config.yaml when a profile is named, nothing for none"
    )
    func untouched() async throws {
        try await SettingsHome.with { home in
            try home.profile("good", "client_id: good\n")
            try home.profile("broken", "client_id: [\n")
            try home.write("default_profile: [broken\n", to: ".config/framectl/config.yaml")
            #expect(try CommandSettings(flags: [.profile: "good"], in: home.context().settings).profile?.name == "good")
            #expect(try CommandSettings(flags: [.profile: "none"], in: home.context().settings).profile == nil)
            #expect(
                try CommandSettings(flags: [:], in: home.context(["FRAME_PROFILE": "none"]).settings).profile == nil
            )
            #expect(throws: SettingsError.self) { try CommandSettings(flags: [:], in: home.context().settings) }
            #expect(throws: SettingsError.self) {
                try CommandSettings(flags: [.profile: "broken"], in: home.context().settings)
            }
        }
    }

    @Test("of a profile that is not there name those that are, and who named it")
    func unknown() async throws {
        try await SettingsHome.with { home in
            try home.profile("training", "")
            try home.write("default_profile: trianing\n", to: ".config/framectl/config.yaml")
            let error = try #require(throws: SettingsError.self) {
                try CommandSettings(flags: [:], in: home.context().settings)
            }
            #expect(error.code == .unknownProfile)
            #expect(error.exitStatus == .configuration)
            #expect(error.detail.contains("“trianing”"))
            #expect(error.detail.contains("config.yaml:1"))
            #expect(error.remedy == "Did you mean “training”? The profiles are: training")
            for name in ["../training", "a/b", "", ".x", "-x", "a b", "é", String(repeating: "x", count: 65)] {
                let error = try #require(throws: SettingsError.self) {
                    try CommandSettings(flags: [.profile: name], in: home.context().settings)
                }
                #expect(error.code == .invalidProfileName)
            }
        }
    }

    @Test("of a project may name an account and protect, from this folder or one above it, up to the home")
    func project() async throws {
        try await SettingsHome.with { home in
            try home.profile("p", "client_id: c\naccount: \(Self.other)\nprotect:\n  pools: [Lab]\n")
            let path = try home.write(
                "profile: p\naccount: \(Self.account)\nprotect:\n  max_sessions: 5\n",
                to: "work/.framectl.yaml"
            )
            let settings = try CommandSettings(flags: [:], in: home.context().settings)
            #expect(settings.layers.text(.account)?.value == Self.account)
            #expect(settings.protections.map(\.source) == ["profile p", path])
            #expect(settings.protections.last?.maxSessions == 5)
            #expect(settings.notes(in: .commandLine) == ["Note: account comes from \(path):2, and not from profile p."])
            // Nearer beats further, and beyond the home nothing counts.
            let nearer = try home.write("protect:\n  max_sessions: 7\n", to: "work/deep/.framectl.yaml")
            #expect(try CommandSettings(flags: [:], in: home.context().settings).project?.file.path == nearer)
            for file in [nearer, path] { try FileManager.default.removeItem(atPath: file) }
            try Data("protect:\n  max_sessions: 9\n".utf8).write(to: home.url.appending(path: ".framectl.yaml"))
            #expect(try CommandSettings(flags: [:], in: home.context().settings).project == nil)
            let own = try home.write("protect:\n  max_sessions: 9\n", to: ".framectl.yaml")
            #expect(try CommandSettings(flags: [:], in: home.context().settings).project?.file.path == own)
        }
    }

    @Test(
        "of a project never say where a credential goes, or what runs",
        arguments: [
            "api_url: https://evil.example/v1", "client_id: x", "client_secret: x", "client_secret_file: x",
            "credential_process: x", "keyring: true", "ca_file: x", "default_profile: x",
        ]
    )
    func harmless(line: String) async throws {
        try await SettingsHome.with { home in
            let path = try home.write("account: \(Self.account)\n\(line)\n", to: "work/deep/.framectl.yaml")
            let error = try #require(throws: SettingsError.self) {
                try CommandSettings(flags: [:], in: home.context().settings)
            }
            #expect(error.code == .invalidSetting)
            #expect(error.detail.hasPrefix("\(path):2: “\(line.prefix { $0 != ":" })”"))
        }
    }

    @Test("of a project that everybody may write are refused, those of one for a group are not")
    func projectWriters() async throws {
        try await SettingsHome.with { home in
            try home.write("account: \(Self.account)\n", to: "work/.framectl.yaml", mode: 0o666)
            let error = try #require(throws: SettingsError.self) {
                try CommandSettings(flags: [:], in: home.context().settings)
            }
            #expect(error.code == .unsafeFile)
            try home.write("account: \(Self.account)\n", to: "work/.framectl.yaml", mode: 0o664)
            #expect(try CommandSettings(flags: [:], in: home.context().settings).project != nil)
        }
    }

    @Test("that take the place of a profile's own are pointed out, unless by flag")
    func notes() async throws {
        try await SettingsHome.with { home in
            try home.profile("p", "account: \(Self.account)\nclient_id: c\n")
            func notes(flags: [Setting: String] = [:], _ environment: [String: String]) throws -> [String] {
                let flags = flags.merging([.profile: "p"]) { $1 }
                return try CommandSettings(flags: flags, in: home.context(environment).settings).notes(in: .commandLine)
            }
            #expect(try notes([:]).isEmpty)
            #expect(try notes(["FRAME_ACCOUNT_ID": Self.account]).isEmpty)
            #expect(
                try notes(["FRAME_ACCOUNT_ID": Self.other, "FRAME_API_URL": "https://x"])
                    == ["Note: account comes from FRAME_ACCOUNT_ID, and not from profile p."]
            )
            #expect(try notes(flags: [.account: Self.other], ["FRAME_ACCOUNT_ID": Self.other]).isEmpty)
        }
    }

    @Test("are none at all where there is no home, and flags and environment serve")
    func homeless() throws {
        let context = CommandContext(
            environment: ["FRAME_CLIENT_ID": "c"],
            terminal: RecordingTerminal(),
            time: .system,
            random: .system,
            signals: nil
        )
        #expect(try CommandSettings(flags: [:], in: context.settings).layers.text(.clientID)?.value == "c")
        let error = try #require(throws: SettingsError.self) {
            try CommandSettings(flags: [.profile: "p"], in: context.settings)
        }
        #expect(error.code == .unknownProfile)
    }

    @Test(
        "with hours that are not understood are refused before a secret is read, with the line of the file",
        arguments: [
            ["plan"], ["config", "explain"], ["profile", "use", "p"], ["schedule", "--at", "22:00"],
        ]
    )
    func hours(command: [String]) async throws {
        try await SettingsHome.with { home in
            try home.command("give", "touch '\(home.home)/asked'")
            let file = try home.profile(
                "p",
                "account: \(Self.account)\nclient_id: c\ncredential_process: give\nprotect:\n"
                    + "  hours: 25:00-26:00\n  timezone: UTC\n"
            )
            let terminal = RecordingTerminal()
            let status = await CommandRunner.run(
                command,
                in: home.context(["FRAME_PROFILE": "p"], terminal: terminal)
            )
            #expect(status == .configuration, "\(terminal.talk)")
            #expect(terminal.talk.contains("\(file):5: “protect.hours” are not understood: “25:00-26:00”"))
            #expect(FileStatus(path: home.home + "/asked") == nil)
        }
    }
}
