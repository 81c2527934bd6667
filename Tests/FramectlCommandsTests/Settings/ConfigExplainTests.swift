import Foundation
import FrameSettings
import Testing

@testable import FramectlCommands

@Suite("config explain")
struct ConfigExplainTests {
    private struct Document: Decodable {
        struct Row: Decodable {
            let setting: String
            let value: String?
            let source: String
            let from: String?
        }

        let schema: String
        let settings: [Row]
    }

    private func explain(
        _ home: SettingsHome,
        _ arguments: [String] = [],
        _ environment: [String: String] = [:]
    ) async throws -> [String: Document.Row] {
        let terminal = RecordingTerminal()
        let status = await CommandRunner.run(
            ["config", "explain", "--output", "json"] + arguments,
            in: home.context(environment, terminal: terminal)
        )
        try #require(status == .success, "\(terminal.talk)")
        let document = try JSONDecoder().decode(Document.self, from: Data(terminal.output.utf8))
        #expect(document.schema == "framectl.settings/1")
        return Dictionary(document.settings.map { ($0.setting, $0) }, uniquingKeysWith: { first, _ in first })
    }

    @Test("says of every setting where it comes from")
    func origins() async throws {
        try await SettingsHome.with { home in
            let profile = try home.profile(
                "p",
                "client_id: c\ncredential_process: give --token t\nprotect:\n  pools: [A, B]\n  read_only: true\n"
            )
            let project = try home.write("profile: p\nprotect:\n  max_sessions: 5\n", to: "work/.framectl.yaml")
            let rows = try await explain(
                home,
                ["--api-url", "https://example.com/v1"],
                ["FRAME_ACCOUNT_ID": "a0000000-0000-4000-8000-000000000001", "FRAMECTL_JOURNAL": "/j"]
            )
            func expect(_ setting: String, _ value: String?, _ source: String, _ from: String?) {
                let row = rows[setting]
                #expect(row?.value == value)
                #expect(row?.source == source)
                #expect(row?.from == from)
            }
            expect("profile", "p", "project", "\(project):1")
            expect("api_url", "https://example.com/v1", "flag", "--api-url")
            expect("account", "a0000000-0000-4000-8000-000000000001", "environment", "FRAME_ACCOUNT_ID")
            expect("client_id", "c", "user", "\(profile):1")
            expect("credential_process", "give …", "user", "\(profile):2")
            expect("client_secret", nil, "unset", nil)
            expect("journal", "/j", "environment", "FRAMECTL_JOURNAL")
            expect("protect.pools", "A, B", "user", "\(profile):4")
            expect("protect.read_only", "true", "user", "\(profile):5")
            expect("protect.max_sessions", "5", "project", "\(project):3")
            #expect(Set(rows.keys).isSuperset(of: Setting.allCases.map(\.rawValue)))
        }
    }

    @Test("has defaults where nothing is set, and points out a way to the secret that is not taken")
    func defaults() async throws {
        try await SettingsHome.with { home in
            let rows = try await explain(home)
            #expect(rows["api_url"]?.value == "https://api.console.nutanix.com/v1")
            #expect(rows["api_url"]?.source == "default")
            #expect(rows["profile"]?.value == "none")
            #expect(rows["journal"]?.value == home.home + "/.local/state/framectl/journal.sqlite")
            try home.profile("p", "keyring: true\n")
            let over = try await explain(home, ["--profile", "p"], ["FRAME_CLIENT_SECRET": "x"])
            #expect(over["client_secret"]?.from == "FRAME_CLIENT_SECRET")
            #expect(over["keyring"]?.from?.hasSuffix("(not used: a stronger one names the secret)") == true)
        }
    }
}
