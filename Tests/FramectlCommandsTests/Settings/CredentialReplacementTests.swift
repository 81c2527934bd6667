import FoundationEssentials
import FrameAPI
import FrameSettings
import Testing

@testable import FramectlCommands

/// `secret-tool` is a script here, which keeps a line for each time that it is asked.
@Suite("A secret that is replaced or removed")
struct CredentialReplacementTests {
    private static let former = "client_id: i # of the lab\nkeyring: true\n"

    private func prepare(_ home: SettingsHome, tool: String = "") throws -> ProfileStore {
        let noting = #"echo "$1 $(echo "$*" | sed 's/.*client-id //')" >> "$HOME/asked""#
        try home.command("secret-tool", "\(noting)\n\(tool)")
        return try #require(ProfileStore(environment: ["HOME": home.home]))
    }

    private func replace(
        _ home: SettingsHome,
        in store: ProfileStore,
        clientID: String
    ) async throws -> [CredentialReplacement.Step] {
        try await CredentialReplacement(of: CredentialName("c"), in: store, creates: false)
            .carryOut(clientID: clientID, secret: Secret("new"), in: home.context().settings)
    }

    /// What the keyring was asked, in order.
    private func asked(_ home: SettingsHome) -> [String] {
        let text = try? String(contentsOfFile: home.home + "/asked", encoding: .utf8)
        return text?.split(separator: "\n").map(String.init) ?? []
    }

    private func files(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test("in the keyring is replaced there alone when the client id stays: the file, link or not, is as it was")
    func sameClient() async throws {
        try await SettingsHome.with { home in
            let store = try prepare(home)
            let file = try home.write(Self.former, to: "lab.yaml")
            let link = store.path(of: try CredentialName("c"))
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
            #expect(try await replace(home, in: store, clientID: "i") == [.storedInKeyring])
            #expect(asked(home) == ["store i"])
            #expect(try String(contentsOfFile: link, encoding: .utf8) == Self.former)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
        }
    }

    @Test("touches no keyring when the file cannot follow")
    func unwritable() async throws {
        try await SettingsHome.with { home in
            let store = try prepare(home)
            let file = try home.write(Self.former, to: "lab.yaml")
            let link = store.path(of: try CredentialName("c"))
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
            let error = await #expect(throws: SettingsError.self) {
                try await replace(home, in: store, clientID: "j")
            }
            #expect(error == .notWritten(link, .notOrdinary))
            #expect(asked(home) == [])
            #expect(try files(store.credentialFolder) == ["c.yaml"])
        }
    }

    @Test("leaves the file as it was when the keyring does not take it")
    func refusedByKeyring() async throws {
        try await SettingsHome.with { home in
            let store = try prepare(home, tool: "exit 1")
            let file = try home.credential("c", Self.former)
            let error = await #expect(throws: SettingsError.self) {
                try await replace(home, in: store, clientID: "j")
            }
            #expect(error == .keyring(tool: "secret-tool", .exited(1)))
            #expect(try String(contentsOfFile: file, encoding: .utf8) == Self.former)
            #expect(try files(store.credentialFolder) == ["c.yaml"])
        }
    }

    @Test("and a file that could not follow in the end: the error says where the new secret is")
    func ahead() async throws {
        try await SettingsHome.with { home in
            let file = try home.credential("c", Self.former)
            let store = try prepare(home, tool: "rm '\(file)' && mkdir '\(file)'")
            let error = try #require(
                await #expect(throws: SettingsError.self) { try await replace(home, in: store, clientID: "j") }
            )
            #expect(error == .secretAhead(.keyring(clientID: "j"), .notWritten(file, .system(21))))
            #expect(error.detail.contains("the new secret is already in the keyring, for the client id j"))
            #expect(!error.remedy.contains("as it was"))
            #expect(asked(home) == ["store j"])
            #expect(try files(store.credentialFolder) == ["c.yaml"])
        }
    }

    @Test("under another client id takes the former one out of the keyring, or says that it is there")
    func otherClient() async throws {
        try await SettingsHome.with { home in
            let store = try prepare(home)
            let file = try home.credential("c", Self.former)
            let done = try await replace(home, in: store, clientID: "j")
            #expect(done == [.storedInKeyring, .written(file), .clearedKeyring(clientID: "i")])
            #expect(asked(home) == ["store j", "clear i"])
            let other = try home.profile("p", "client_id: j\nkeyring: true\n")
            let left = try await replace(home, in: store, clientID: "k")
            #expect(left.last == .leftInKeyring(clientID: "j", files: [other]))
            #expect(asked(home).last == "store k")
            // It goes away once it has stored.
            _ = try prepare(home, tool: "rm \"$0\"")
            let unanswered = try await replace(home, in: store, clientID: "l")
            #expect(unanswered.last == .leftInKeyring(clientID: "k", files: []))
        }
    }

    @Test(
        "stays in the keyring for any other profile or credential that leads to it, or may",
        arguments: [
            ("profiles/q.yaml", "client_id: i\nkeyring: true\n", true),
            ("credentials/c.yaml", former, true),
            ("profiles/q.yaml", "keyring: true\n", true),
            ("profiles/q.yaml", "client: i\n", true),
            ("profiles/q.yaml", "client_id: j\nkeyring: true\n", false),
            ("credentials/c.yaml", "client_id: i\nclient_secret: s\n", false),
        ]
    )
    func shared(path: String, text: String, isKept: Bool) async throws {
        try await SettingsHome.with { home in
            let store = try prepare(home)
            let profile = try home.profile("p", "client_id: i\nkeyring: true\n")
            let other = try home.write(text, to: ".config/framectl/\(path)")
            let terminal = RecordingTerminal()
            let status = await CommandRunner.run(
                ["profile", "remove", "p", "--yes"],
                in: home.context(terminal: terminal)
            )
            #expect(status == .success)
            #expect(asked(home) == (isKept ? [] : ["clear i"]))
            #expect(terminal.output.contains("still in the keyring") == isKept)
            #expect(terminal.output.contains(other) == isKept)
            #expect(store.names.isEmpty == path.hasPrefix("credentials"))
            #expect(!FileManager.default.fileExists(atPath: profile))
        }
    }

    @Test("in a file of its own is as it was when the profile cannot follow")
    func profile() async throws {
        try await SettingsHome.with { home in
            let store = try prepare(home)
            let name = try ProfileName("p")
            let file = try home.write("client_id: i\nclient_secret_file: p.secret\n", to: "elsewhere.yaml")
            try FileManager.default.createSymbolicLink(atPath: store.path(of: name), withDestinationPath: file)
            let secret = try home.write("former\n", to: ".config/framectl/profiles/p.secret")
            let error = await #expect(throws: SettingsError.self) {
                try await store.write(
                    "client_id: j\n",
                    to: store.path(of: name),
                    keeping: Secret("new"),
                    in: .file(secret),
                    home.context().settings
                )
            }
            #expect(error == .notWritten(store.path(of: name), .notOrdinary))
            #expect(try String(contentsOfFile: secret, encoding: .utf8) == "former\n")
        }
    }
}
