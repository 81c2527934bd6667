import FrameAPI
import FrameSettings
import FrameWording
import Glibc
import Testing

@testable import FramectlCommands

@Suite("A credential with a file of its own")
struct CredentialTests {
    private static let canary = "s3cr3t-c4n4ry"

    private func store(_ home: SettingsHome) throws -> ProfileStore {
        try #require(ProfileStore(environment: ["HOME": home.home]))
    }

    private func credential(_ text: String) throws(SettingsError) -> Credential {
        try Credential(
            CredentialName("c"),
            in: SettingsFile(path: "/c/credentials/c.yaml", text: text),
            home: "/home/ada"
        )
    }

    @Test("has its secret in itself, or says the way to it")
    func ways() throws {
        let own = try credential("client_id: i\nclient_secret: \(Self.canary)\n")
        #expect(own.way == .clientSecret)
        #expect(own.secretPlace == "/c/credentials/c.yaml")
        let file = try credential("client_id: i\nclient_secret_file: s\n")
        #expect(file.secretPlace == "/c/credentials/s")
        #expect(try credential("client_id: i\nkeyring: true\n").secretPlace == "the system's keyring")
        let process = try credential("credential_process: give --token \(Self.canary)\n")
        #expect(process.secretPlace == "give …")
    }

    @Test(
        "is refused with the line, and without its secret",
        arguments: [
            ("client_id: i\n", ":1: “client_secret” is missing"),
            ("client_secret: \(canary)\n", ":1: “client_id” is missing"),
            ("client_id: i\nclient_secret: \(canary)\nkeyring: true\n", ":3: “keyring” is a second way to the secret"),
            ("client_id: i\nclient_secret: \(canary)\naccount: a\n", ":3: “account” is not known"),
        ]
    )
    func mistakes(text: String, detail: String) throws {
        let error = try #require(throws: SettingsError.self) { try credential(text) }
        #expect(error.code == .invalidSetting)
        #expect(error.detail.contains(detail), "\(error.detail)")
        #expect(!(error.detail + error.remedy).contains(Self.canary))
    }

    @Test("is what its profiles authenticate with, and is named where it comes from")
    func named() async throws {
        try await SettingsHome.with { home in
            let file = try home.credential("c", "client_id: i\nclient_secret: \(Self.canary)\n")
            for name in ["a", "b"] { try home.profile(name, "credential: c\n") }
            let context = home.context()
            for name in ["a", "b"] {
                let settings = try await ConnectionSettings(
                    flags: [.profile: name],
                    in: context.settings,
                    connections: 1
                )
                #expect(settings.credentials.clientID == "i")
                #expect(settings.credentialInUse?.text == "c")
                #expect(settings.sources.layers.origin(of: .clientID) == .user("\(file):1"))
                #expect(settings.sources.layers.secretSource?.origin == .user("\(file):2"))
            }
            #expect(context.redaction.redact("x \(Self.canary) x").contains(Self.canary) == false)
            #expect(try store(home).profiles(naming: CredentialName("c")).map(\.name) == ["a", "b"])
            let other = try await ConnectionSettings(
                flags: [.profile: "a", .clientID: "j"],
                in: home.context().settings,
                connections: 1
            )
            #expect(other.credentialInUse == nil)
            let changed = try CommandSettings(
                flags: [.profile: "a"],
                in: home.context(["FRAME_CLIENT_ID": "j"]).settings
            )
            #expect(
                changed.notes(in: .commandLine) == [
                    "Note: client_id comes from FRAME_CLIENT_ID, and not from profile a."
                ]
            )
        }
    }

    @Test("is the whole of it: a profile that names one has no part of its own")
    func whole() throws {
        for (text, key) in [
            ("client_id: i\n", "client_id"), ("client_secret_file: s\n", "client_secret_file"),
            ("keyring: true\n", "keyring"),
        ] {
            let error = try #require(throws: SettingsError.self) {
                try Profile("p", in: SettingsFile(path: "/p.yaml", text: "credential: c\n\(text)"), home: nil)
            }
            #expect(error.detail.contains("/p.yaml:2: “\(key)” is a part of the credential"), "\(error.detail)")
        }
        for name in ["none", "../c", "", "a b"] {
            #expect(throws: SettingsError.self, "\(name)") { try CredentialName(name) }
            #expect(throws: SettingsError.self, "\(name)") {
                try Profile("p", in: SettingsFile(path: "/p.yaml", text: "credential: \"\(name)\"\n"), home: nil)
            }
        }
        #expect(throws: SettingsError.self) {
            try ProjectFile(SettingsFile(path: "/.framectl.yaml", text: "credential: c\n"))
        }
    }

    @Test("that is not there is named with the line of the profile, and those that are")
    func unknown() async throws {
        try await SettingsHome.with { home in
            let profile = try home.profile("p", "credential: d\n")
            try home.credential("c", "client_id: i\nkeyring: true\n")
            let error = try #require(throws: SettingsError.self) {
                try CommandSettings(flags: [.profile: "p"], in: home.context().settings)
            }
            #expect(error.code == .unknownCredential)
            #expect(error.detail.contains("“d”") && error.detail.contains("(named by \(profile):1)"))
            #expect(error.remedy.contains("The credentials are: c"))
        }
    }

    @Test("that others can read is refused when the secret is in it, and only then")
    func exposed() async throws {
        try await SettingsHome.with { home in
            let file = try home.credential("c", "client_id: i\nclient_secret: \(Self.canary)\n", mode: 0o644)
            let error = try #require(throws: SettingsError.self) { try store(home).credential(CredentialName("c")) }
            #expect(error.code == .unsafeFile)
            #expect(error.remedy.contains("chmod 600 \(file)"))
            try home.credential("d", "client_id: i\nkeyring: true\n", mode: 0o644)
            #expect(try store(home).credential(CredentialName("d")) != nil)
            try home.credential("e", "client_id: i\nkeyring: true\n", mode: 0o666)
            #expect(throws: SettingsError.self) { try store(home).credential(CredentialName("e")) }
        }
    }

    @Test("is replaced whole, for its owner alone, and reads back as it was given")
    func replaced() async throws {
        try await SettingsHome.with { home in
            let store = try store(home)
            let name = try CredentialName("c")
            #expect(throws: SettingsError.self) { try CredentialReplacement(of: name, in: store, creates: false) }
            let secret = "a: \"b\" #'\\ {\(Self.canary)"
            _ = try await CredentialReplacement(of: name, in: store, creates: true)
                .carryOut(clientID: "i", secret: Secret(secret + "\n"), in: home.context().settings)
            let path = store.path(of: name)
            #expect(FileStatus(path: path)?.mode.hasSuffix("600") == true)
            let read = try await store.existing(name).read(in: home.context().settings)
            #expect(read.clientID == "i")
            #expect(read.secret.text == secret)
            try home.write("old\n", to: ".config/framectl/credentials/c.secret")
            try home.credential("c", "client_id: i\nclient_secret_file: c.secret\n")
            let done = try await CredentialReplacement(of: name, in: store, creates: false)
                .carryOut(clientID: "j", secret: Secret("new"), in: home.context().settings)
            #expect(done == [.written(path), .formerSecret(home.settings + "/credentials/c.secret")])
            let after = try store.existing(name)
            #expect(after.way == .clientSecret)
            #expect(try await after.read(in: home.context().settings).clientID == "j")
            try home.credential("c", "credential_process: give\n")
            let error = try #require(throws: SettingsError.self) {
                try CredentialReplacement(of: name, in: store, creates: true)
            }
            #expect(error.code == .credentialProcess)
        }
    }

    @Test("in the keyring stays in the keyring")
    func keyring() async throws {
        try await SettingsHome.with { home in
            try home.command(
                "secret-tool",
                "[ $1 = store ] || exit 0; cat > '\(home.home)/kept'; echo \"$@\" > '\(home.home)/asked'"
            )
            let file = try home.credential("c", "client_id: i\nkeyring: true\n")
            _ = try await CredentialReplacement(of: CredentialName("c"), in: store(home), creates: false)
                .carryOut(clientID: "j", secret: Secret(Self.canary), in: home.context().settings)
            #expect(try BoundedFile(reading: home.home + "/kept", limit: 100).text == Self.canary)
            #expect(try BoundedFile(reading: home.home + "/asked", limit: 200).text?.contains("client-id j") == true)
            #expect(try BoundedFile(reading: file, limit: 200).text == "client_id: j\nkeyring: \"true\"\n")
        }
    }
}
