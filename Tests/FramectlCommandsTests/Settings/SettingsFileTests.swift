import FoundationEssentials
import FrameOperations
import FrameSettings
import Glibc
import Testing

@testable import FramectlCommands

@Suite("A file of settings")
struct SettingsFileTests {
    private func profile(_ text: String) throws(SettingsError) -> Profile {
        let profile = try Profile("training", in: SettingsFile(path: "/c/training.yaml", text: text), home: "/home/ada")
        // Hours are understood by the engine.
        _ = try Protections([profile.protection])
        return profile
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        let text: String
        /// What the error says.
        let detail: String
        /// What its remedy says.
        let remedy: String
        var testDescription: String { detail }
    }

    static let mistakes = [
        Mistake(
            text: "acount: x\n",
            detail: "/c/training.yaml:1: “acount” is not known",
            remedy: "Did you mean account? Known here: account, credential, client_id"
        ),
        Mistake(
            text: "# a word\n\nclientid: x\n",
            detail: "/c/training.yaml:3: “clientid” is not known",
            remedy: "Did you mean client_id?"
        ),
        Mistake(
            text: "protect:\n  pool: [x]\n",
            detail: "/c/training.yaml:2: “protect.pool” is not known",
            remedy: "Did you mean protect.pools?"
        ),
        Mistake(
            text: "protect:\n  read_only: maybe\n",
            detail: "/c/training.yaml:2: “protect.read_only” is neither true nor false",
            remedy: "Write true or false"
        ),
        Mistake(
            text: "protect:\n  require_reason:\n",
            detail: "/c/training.yaml:2: “protect.require_reason” is neither true nor false",
            remedy: "Write true or false"
        ),
        Mistake(
            text: "protect:\n  max_sessions: many\n",
            detail: "/c/training.yaml:2: “protect.max_sessions” is not a whole number from 0",
            remedy: "500"
        ),
        Mistake(
            text: "protect:\n  max_sessions: -1\n",
            detail: "/c/training.yaml:2: “protect.max_sessions” is not a whole number from 0",
            remedy: "500"
        ),
        Mistake(
            text: "protect:\n  pools:\n    a: b\n",
            detail: "/c/training.yaml:3: “protect.pools” is not a list of texts",
            remedy: "[first, second]"
        ),
        Mistake(
            text: "protect:\n  pools: [Lab, ]\n  kinds:\n",
            detail: "/c/training.yaml:3: “protect.kinds” is not a list of texts",
            remedy: "take the line out"
        ),
        Mistake(
            text: "protect: yes\n",
            detail: "/c/training.yaml:1: “protect” is not a group of settings",
            remedy: "begins with two spaces"
        ),
        Mistake(
            text: "client_id:\n",
            detail: "/c/training.yaml:1: “client_id” is not text",
            remedy: "take the line out"
        ),
        Mistake(
            text: "client_id: [x]\n",
            detail: "/c/training.yaml:1: “client_id” is not text",
            remedy: "take the line out"
        ),
        Mistake(
            text: "account: https://contoso.example\n",
            detail: "/c/training.yaml:1: “account” is wrong: “https://contoso.example” is neither an account id",
            remedy: "paste the whole address bar"
        ),
        Mistake(
            text: "client_id: x\napi_url: http://example.com\n",
            detail:
                "/c/training.yaml:2: “api_url” is wrong: the base URL “http://example.com” would send signed headers",
            remedy: "Use https"
        ),
        Mistake(
            text: "client_secret_file: x\nkeyring: true\n",
            detail: "/c/training.yaml:2: “keyring” is a second way to the secret, besides client_secret_file",
            remedy: "Keep one of them"
        ),
        Mistake(
            text: "credential_process: vault | jq\n",
            detail: "/c/training.yaml:1: “credential_process” is not a command: “vault …” holds “|” outside quotes",
            remedy: "sh -c"
        ),
        Mistake(
            text: "protect:\n  hours: 17:30-23:00\n",
            detail: "/c/training.yaml:2: “protect.hours” are set without a time zone",
            remedy: "Add timezone, such as Europe/Zurich"
        ),
        Mistake(
            text: "protect:\n  timezone: UTC\n",
            detail: "/c/training.yaml:2: “protect.timezone” is set without hours",
            remedy: "Add hours"
        ),
        Mistake(
            text: "protect:\n  hours: 17-23\n  timezone: UTC\n",
            detail: "/c/training.yaml:2: “protect.hours” are not understood: “17-23”",
            remedy: "17:30-23:00"
        ),
        Mistake(
            text: "protect:\n  hours: 17:30-23:00\n  timezone: Zurich\n",
            detail: "/c/training.yaml:3: “protect.timezone” is not a known time zone",
            remedy: "Name one like Europe/Zurich"
        ),
        Mistake(text: "a: b: c\n", detail: "/c/training.yaml:1: the file is not understood: ", remedy: "--help"),
        Mistake(
            text: "client_id: x\n\taccount: y\n",
            detail: "/c/training.yaml:2: the file is not understood: ",
            remedy: ""
        ),
        Mistake(
            text: "just words\n",
            detail: "/c/training.yaml:1: the file is not understood: it does not",
            remedy: ""
        ),
        Mistake(
            text: "account: x\naccount: y\n",
            detail: "/c/training.yaml:1: the file is not understood: it names account twice",
            remedy: ""
        ),
        Mistake(
            text: "protect:\n  max_sessions: 5\n  max_sessions: 500\n",
            detail: "/c/training.yaml:2: the file is not understood: it names max_sessions twice",
            remedy: ""
        ),
        Mistake(
            text: "? [a]\n: b\n",
            detail: "/c/training.yaml:1: the file is not understood: a name must be",
            remedy: ""
        ),
        Mistake(
            text: "client_secret: canary0123456789\n",
            detail: "/c/training.yaml:1: “client_secret” does not stand in a file of settings",
            remedy: "mode 0600"
        ),
    ]

    @Test("that is wrong is refused, with file, line, name and remedy, and status 78", arguments: mistakes)
    func refused(_ mistake: Mistake) throws {
        let error = try #require(throws: SettingsError.self) { try profile(mistake.text) }
        #expect(error.code == .invalidSetting)
        #expect(error.exitStatus == .configuration)
        #expect(error.detail.hasPrefix(mistake.detail), "\(error.detail)")
        #expect(error.remedy.contains(mistake.remedy), "\(error.remedy)")
        #expect(!"\(error)".contains("canary"))
    }

    @Test("may say everything at once, in either way of writing lists")
    func everything() throws {
        let profile = try profile(
            """
            account: https://console.nutanix.com/frame/account/a0000000-0000-4000-8000-000000000001/basic-info
            client_id: "c"
            client_secret_file: ~/frame/secret
            api_url: https://example.com/v1
            ca_file: ca.pem
            protect:
              pools: [Reception kiosks, gateway-prod.X]
              kinds:
                - sandbox
                - utility
              users: ada@example.com
              hours: 17:30-23:00
              timezone: Europe/Zurich
              max_sessions: 500
              require_reason: yes
              require_plan: true
              read_only: No
            """
        )
        #expect(profile.values[.clientSecretFile]?.value == "/home/ada/frame/secret")
        #expect(profile.values[.caFile]?.value == "/c/ca.pem")
        #expect(profile.values[.apiURL]?.line == 4)
        let protection = try #require(try Protections([profile.protection]).all.first)
        #expect(protection.source == "profile training")
        #expect(protection.pools == ["Reception kiosks", "gateway-prod.X"])
        #expect(protection.kinds == ["sandbox", "utility"])
        #expect(protection.users == ["ada@example.com"])
        #expect(protection.hours?.words == "17:30-23:00 Europe/Zurich")
        #expect(protection.maxSessions == 500)
        #expect(protection.requiresReason && protection.requiresPlan && !protection.isReadOnly)
    }

    @Test("may be empty, or say nothing but comments", arguments: ["", "\n", "# nothing\n", "---\n", "null\n"])
    func empty(text: String) throws {
        let profile = try profile(text)
        #expect(profile.values.isEmpty)
        #expect(profile.protection.isEmpty)
    }

    @Test("that stands for far more than it holds is refused")
    func aliases() throws {
        let bomb =
            "a: &a [x, x]\n" + (1...20).map { "b\($0): &b\($0) [*\($0 == 1 ? "a" : "b\($0 - 1)"), *a]\n" }.joined()
        let wide =
            "x: &x [1,2,3,4,5,6,7,8,9]\ny: &y [*x,*x,*x,*x,*x,*x,*x,*x,*x]\nz: [*y,*y,*y,*y,*y,*y,*y,*y,*y]\nw: [*y,*y,*y,*y,*y,*y,*y,*y,*y,*y,*y,*y,*y,*y,*y]\n"
        for text in [bomb, wide] {
            let error = try #require(throws: SettingsError.self) { try profile(text) }
            #expect(error.code == .invalidSetting)
        }
    }

    @Test("that others may write, or that is another kind of file, is refused, naming chmod")
    func writers() async throws {
        try await SettingsHome.with { home in
            for (mode, isSafe) in [
                (0o600, true), (0o644, true), (0o400, true), (0o620, false), (0o602, false), (0o666, false),
            ] {
                let path = try home.profile("x", "client_id: c\n", mode: mode)
                if isSafe {
                    #expect(throws: Never.self) { try SettingsFile(reading: path, writers: .userAlone) }
                    continue
                }
                let error = try #require(throws: SettingsError.self) {
                    try SettingsFile(reading: path, writers: .userAlone)
                }
                #expect(error.code == .unsafeFile)
                #expect(error.exitStatus == .configuration)
                #expect(error.remedy.contains("chmod go-w \(path)"))
            }
            let group = try home.profile("x", "", mode: 0o664)
            #expect(throws: Never.self) { try SettingsFile(reading: group, writers: .userAndGroup) }
            #expect(throws: SettingsError.self) { try SettingsFile(reading: home.work, writers: .userAlone) }
            #expect(try SettingsFile(reading: home.work + "/nothing", writers: .userAlone) == nil)
            // Nobody writes into this pipe, and nobody is waited for.
            let pipe = home.work + "/pipe"
            #expect(mkfifo(pipe, 0o600) == 0)
            #expect(throws: SettingsError.self) { try SettingsFile(reading: pipe, writers: .userAlone) }
            let large = try home.profile("x", "# " + String(repeating: "x", count: 70_000))
            #expect(throws: SettingsError.self) { try SettingsFile(reading: large, writers: .userAlone) }
        }
    }

    @Test("in a folder that others can write is refused, up to the root")
    func folders() async throws {
        try await SettingsHome.with { home in
            let path = try home.profile("x", "client_id: c\n")
            func read() throws(SettingsError) -> SettingsFile? {
                try SettingsFile(reading: path, writers: .userAlone, below: home.settings)
            }
            #expect(throws: Never.self) { try read() }
            for (folder, mode, remedy) in [
                (home.settings + "/profiles", 0o777, "go-w"), (home.settings, 0o770, "go-w"),
                (home.settings, 0o1777, "go-w"), (home.home + "/.config", 0o777, "o-w"), (home.home, 0o757, "o-w"),
            ] {
                #expect(chmod(folder, mode_t(mode)) == 0)
                let error = try #require(throws: SettingsError.self, "\(folder)") { try read() }
                #expect(error.code == .unsafeFile)
                #expect(error.exitStatus == .configuration)
                #expect(
                    error.detail.contains(
                        "the folder “\(folder)” can be written by others (mode 0\(String(mode, radix: 8)))"
                    )
                )
                #expect(error.remedy == "Run: chmod \(remedy) \(folder)")
                #expect(chmod(folder, 0o755) == 0)
            }
            // Above, a group is the user's own on many systems, and in a sticky folder nobody can replace what is another's.
            for mode: mode_t in [0o775, 0o1777] {
                #expect(chmod(home.home, mode) == 0)
                #expect(throws: Never.self) { try read() }
            }
        }
    }

    @Test("behind a folder that is a link is judged by both places")
    func linkedFolder() async throws {
        try await SettingsHome.with { home in
            let real = home.home + "/dotfiles"
            try FileManager.default.moveItem(atPath: home.settings, toPath: real)
            try FileManager.default.createSymbolicLink(atPath: home.settings, withDestinationPath: real)
            let path = try home.profile("x", "client_id: c\n")
            #expect(try SettingsFile(reading: path, writers: .userAlone, below: home.settings) != nil)
            #expect(chmod(real, 0o775) == 0)
            #expect(throws: SettingsError.self) {
                try SettingsFile(reading: path, writers: .userAlone, below: home.settings)
            }
        }
    }

    @Test("that is a link to nothing, or in a folder that is one, is not taken for none")
    func danglingLinks() async throws {
        try await SettingsHome.with { home in
            let link = home.work + "/.framectl.yaml"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: home.home + "/gone")
            let error = try #require(throws: SettingsError.self) { try ProjectFile(above: home.work, home: home.home) }
            #expect(error.code == .invalidSetting)
            #expect(error.detail == "“\(link)” is a link to nothing")
            try FileManager.default.removeItem(atPath: home.settings)
            try FileManager.default.createSymbolicLink(
                atPath: home.settings,
                withDestinationPath: home.home + "/gone"
            )
            let store = try #require(ProfileStore(environment: ["HOME": home.home]))
            let folder = try #require(throws: SettingsError.self) { try store.defaultName }
            #expect(folder.detail.hasSuffix("does not exist: “\(home.settings)” is a link to nothing"), "\(folder)")
            #expect(throws: SettingsError.self) { try store.profile(ProfileName("p")) }
        }
    }

    @Test("may begin with a byte order mark")
    func byteOrderMark() async throws {
        try await SettingsHome.with { home in
            let path = try home.profile("x", "\u{FEFF}client_id: c\n")
            #expect(try SettingsFile(reading: path, writers: .userAlone)?.table.rows.map(\.name) == ["client_id"])
        }
    }
}
