import Foundation
import FrameSettings
import Testing

@testable import FrameAPI
@testable import FramectlCommands

/// `secret-tool` is a script here, which keeps one secret in a file and demands to be asked as it would be.
@Suite("The keyring", .timeLimit(.minutes(10)))
struct KeyringTests {
    private static let canary = "canary0123456789abcdef"

    private static let tool = #"""
        kept="$HOME/kept-$(printf %s "$*" | sed 's/.*client-id //')"
        case "$1" in
        lookup) [ "$*" = "lookup service framectl client-id c" ] || exit 9; [ -f "$kept" ] && printf %s "$(cat "$kept")" ;;
        store) [ "$2" = --label ] && [ "$3" = "framectl c" ] || exit 9; cat > "$kept" ;;
        clear) rm "$kept" ;;
        *) exit 9 ;;
        esac
        """#

    @Test("keeps a secret, gives it away, and forgets it")
    func wholeLife() async throws {
        try await SettingsHome.with { home in
            try home.command("secret-tool", Self.tool)
            let keyring = Keyring(clientID: "c")
            try await keyring.store(Secret(Self.canary), in: home.context().settings)
            #expect(try await keyring.read(in: home.context().settings).text == Self.canary)
            try await keyring.clear(in: home.context().settings)
            let error = try #require(
                await #expect(throws: SettingsError.self) { try await keyring.read(in: home.context().settings) }
            )
            #expect(error.code == .keyring)
            #expect(error.exitStatus == .configuration)
            #expect(error.detail == "the keyring holds no secret of the client id c")
            #expect(error.remedy.contains("secret-tool store --label framectl service framectl client-id c"))
            // What is not there is cleared as well.
            try await keyring.clear(in: home.context().settings)
        }
    }

    @Test("is not asked where there is no secret-tool, and the package is named")
    func missing() async throws {
        try await SettingsHome.with { home in
            let context = home.context(path: home.commands)
            let error = try #require(
                await #expect(throws: SettingsError.self) {
                    try await Keyring(clientID: "c").read(in: context.settings)
                }
            )
            #expect(error.code == .keyring)
            #expect(error.detail.contains("no such command “secret-tool”"))
            #expect(error.remedy.contains("libsecret-tools"))
        }
    }

    @Test("that does not answer, or cannot keep anything, is told")
    func locked() async throws {
        try await SettingsHome.with { home in
            try home.command("secret-tool", "[ $1 = store ] && exit 1; exec sleep 100")
            let keyring = Keyring(clientID: "c", limit: .milliseconds(300))
            let slow = try #require(
                await #expect(throws: SettingsError.self) { try await keyring.read(in: home.context().settings) }
            )
            #expect(slow.detail.hasSuffix("secret-tool did not end within 0.3 s and was ended"))
            let full = try #require(
                await #expect(throws: SettingsError.self) {
                    try await Keyring(clientID: "c").store(Secret(Self.canary), in: home.context().settings)
                }
            )
            #expect(full.detail.hasSuffix("secret-tool ended with status 1"))
            #expect(!"\(full) \(slow)".contains(Self.canary))
        }
    }

    @Test("serves a profile")
    func profile() async throws {
        try await SettingsHome.with { home in
            try home.command("secret-tool", Self.tool)
            try await Keyring(clientID: "c").store(Secret(Self.canary), in: home.context().settings)
            try home.profile("p", "client_id: c\nkeyring: true\n")
            let settings = try await ConnectionSettings(
                flags: [.profile: "p"],
                in: home.context().settings,
                connections: 1
            )
            #expect(settings.credentials.secret.text == Self.canary)
        }
    }
}
