import FrameAPI
import FrameSettings
import Testing

@testable import FramectlCommands

@Suite("Settings in layers")
struct LayeredSettingsTests {
    /// Every combination of the four layers.
    private static let combinations = 0..<16

    @Test(
        "come from the strongest layer that has them, whichever have them, and say from where",
        arguments: Setting.allCases
    )
    func precedence(setting: Setting) {
        for combination in Self.combinations {
            let has = (0..<4).map { combination & (1 << $0) != 0 }
            let layers = LayeredSettings(
                flags: has[0] && setting.flag != nil ? [setting: "from the flag"] : [:],
                environment: has[1] ? setting.variable.map { [$0: "from the environment"] } ?? [:] : [:],
                project: has[2] ? [setting: .init(text: "from the project", place: "/p:3")] : [:],
                user: has[3] ? [setting: .init(text: "from the user", place: "/u:4")] : [:]
            )
            let expected: (String, SettingOrigin)? =
                if has[0], setting.flag != nil {
                    ("from the flag", .flag(setting))
                } else if has[1], let variable = setting.variable {
                    ("from the environment", .environment(variable))
                } else if has[2] {
                    ("from the project", .project("/p:3"))
                } else if has[3] {
                    ("from the user", .user("/u:4"))
                } else {
                    nil
                }
            #expect(layers.secret(setting)?.value.text == expected?.0, "\(setting) \(has)")
            #expect(layers.origin(of: setting) == expected?.1, "\(setting) \(has)")
            #expect(layers.text(setting)?.value == (setting.isSecret ? nil : expected?.0), "\(setting) \(has)")
        }
    }

    @Test("are each their own: a layer that has one says nothing of another")
    func independent() {
        for one in Setting.allCases {
            let layers = LayeredSettings(flags: [one: "x"], environment: [:])
            for other in Setting.allCases where other != one { #expect(layers.origin(of: other) == nil) }
        }
    }

    @Test("have origins in the order of their strength")
    func ranks() {
        let origins: [SettingOrigin] = [.flag(.account), .environment("b"), .project("c"), .user("d")]
        #expect(origins.map(\.rank) == [0, 1, 2, 3])
        #expect(origins.map(\.word) == ["flag", "environment", "project", "user"])
    }

    @Test("are not there when a variable is empty, or is no setting")
    func empty() {
        let layers = LayeredSettings(
            flags: [:],
            environment: ["FRAME_ACCOUNT_ID": "", "FRAME_CA_FILE": "x", "FRAME_CREDENTIAL_PROCESS": "x"],
            user: [.account: .init(text: "from the user", place: "/u:1")]
        )
        #expect(layers.text(.account)?.value == "from the user")
        #expect(layers.origin(of: .caFile) == nil)
        #expect(layers.origin(of: .credentialProcess) == nil)
    }

    @Test(
        "read their variables under the names that are documented",
        arguments: Setting.allCases.filter { $0.variable != nil }
    )
    func variables(setting: Setting) throws {
        let variable = try #require(setting.variable)
        let layers = LayeredSettings(flags: [:], environment: [variable: "x"])
        #expect(layers.origin(of: setting) == .environment(variable))
    }

    @Test("name one way to the secret: that of the strongest layer, of equals the file")
    func secretSources() {
        let all: [Setting] = [.clientSecretFile, .clientSecret, .credentialProcess, .keyring]
        func taken(flags: [Setting], environment: [Setting], user: [Setting]) -> Setting? {
            LayeredSettings(
                flags: Dictionary(uniqueKeysWithValues: flags.map { ($0, "x") }),
                environment: Dictionary(
                    uniqueKeysWithValues: environment.compactMap { one in one.variable.map { ($0, "x") } }
                ),
                user: Dictionary(uniqueKeysWithValues: user.map { ($0, .init(text: "x", place: "/u:1")) })
            )
            .secretSource?.value.setting
        }
        #expect(taken(flags: [.clientSecretFile], environment: [.clientSecret], user: [.keyring]) == .clientSecretFile)
        #expect(taken(flags: [], environment: [.clientSecretFile, .clientSecret], user: []) == .clientSecretFile)
        #expect(taken(flags: [], environment: [], user: []) == nil)
        for source in all where source != .clientSecret {
            #expect(taken(flags: [], environment: [.clientSecret], user: [source]) == .clientSecret)
            #expect(taken(flags: [], environment: [], user: [source]) == source)
        }
    }
}
