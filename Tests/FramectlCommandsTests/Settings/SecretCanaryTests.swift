import Foundation
import FrameSettings
import Testing

@testable import FrameAPI
@testable import FramectlCommands

@Suite("The secret, wherever it comes from")
struct SecretCanaryTests {
    private static let canary = "canary0123456789abcdef"
    private static let account = "a0000000-0000-4000-8000-000000000001"

    /// Every way in which a value finds its way into a log, a terminal or a crash report.
    private static func renderings(of value: Any, depth: Int = 0) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        let own = [String(describing: value), String(reflecting: value), dumped]
        guard depth < 6 else { return own }
        return own + Mirror(reflecting: value).children.flatMap { renderings(of: $0.value, depth: depth + 1) }
    }

    /// A home in which a profile leads to the secret, and what leads past it.
    private static let ways: [(name: String, profile: String, environment: [String: String])] = [
        ("file", "client_secret_file: ../secret\n", [:]),
        ("variable", "", ["FRAME_CLIENT_SECRET": canary]),
        ("process", "credential_process: give \(canary)\n", [:]),
        ("variable over file", "client_secret_file: ../secret\n", ["FRAME_CLIENT_SECRET": canary]),
    ]

    private func prepare(
        _ home: SettingsHome,
        _ way: (name: String, profile: String, environment: [String: String])
    ) throws {
        try home.write(Self.canary + "\n", to: ".config/framectl/secret")
        try home.command("give", #"echo "{\"client_secret\": \"$1\"}""#)
        try home.profile("p", "client_id: c\naccount: \(Self.account)\n" + way.profile)
        try home.write("default_profile: p\n", to: ".config/framectl/config.yaml")
    }

    @Test("is in no description of any setting that holds it", arguments: ways.indices)
    func descriptions(index: Int) async throws {
        let way = Self.ways[index]
        try await SettingsHome.with { home in
            try prepare(home, way)
            let settings = try await ConnectionSettings(
                flags: [:],
                in: home.context(way.environment).settings,
                connections: 1
            )
            #expect(settings.credentials.secret.text == Self.canary)
            var texts = Self.renderings(of: settings.credentials)
            // A command is no secret by its type, whatever its arguments are.
            if way.name != "process" { texts += Self.renderings(of: settings.sources.layers.secretSource as Any) }
            for text in texts { #expect(!text.contains(Self.canary), "\(way.name)") }
        }
    }

    @Test("is in no form of what explains, lists or shows settings", arguments: ways.indices)
    func output(index: Int) async throws {
        let way = Self.ways[index]
        try await SettingsHome.with { home in
            try prepare(home, way)
            for command in [
                ["config", "explain"], ["profile", "list"], ["profile", "show"], ["profile", "show", "p"],
            ] {
                for format in OutputFormat.allCases {
                    let terminal = RecordingTerminal()
                    let context = home.context(way.environment, terminal: terminal)
                    let status = await CommandRunner.run(command + ["--output", format.rawValue], in: context)
                    #expect(status == .success, "\(terminal.talk)")
                    #expect(!terminal.output.isEmpty)
                    #expect(
                        !(terminal.output + terminal.talk).contains(Self.canary),
                        "\(way.name) \(command) \(format)"
                    )
                }
            }
        }
    }

    @Test("that stands in the environment is explained, redacted")
    func explained() async throws {
        try await SettingsHome.with { home in
            let terminal = RecordingTerminal()
            let context = home.context(["FRAME_CLIENT_SECRET": Self.canary], terminal: terminal)
            _ = await CommandRunner.run(["config", "explain", "--output", "csv"], in: context)
            #expect(terminal.output.contains("client_secret,<redacted>,environment,FRAME_CLIENT_SECRET"))
        }
    }
}
