import Foundation
import FrameOperations
import FrameSettings
import Testing

@testable import FramectlCommands

@Suite("The user's profiles")
struct ProfileStoreTests {
    private func store(_ home: SettingsHome) throws -> ProfileStore {
        try #require(ProfileStore(environment: ["HOME": home.home]))
    }

    @Test("of which one becomes the default leave every other word of config.yaml as it is")
    func defaults() async throws {
        try await SettingsHome.with { home in
            let store = try store(home)
            for (before, after) in [
                ("", "default_profile: next\n"),
                ("# mine\n\ndefault_profile: old\n# more\n", "# mine\n\ndefault_profile: next\n# more\n"),
                ("# nothing else", "# nothing else\ndefault_profile: next\n"),
                ("---\ndefault_profile: old", "---\ndefault_profile: next\n"),
                (
                    "# of Windows\r\ndefault_profile: old\r\n# more\r\n",
                    "# of Windows\r\ndefault_profile: next\n# more\r\n"
                ),
            ] {
                let path = try home.write(before, to: ".config/framectl/config.yaml", mode: 0o644)
                try store.setDefault(ProfileName("next"))
                #expect(try String(contentsOfFile: path, encoding: .utf8) == after)
                #expect(try store.defaultName?.value == "next")
                try store.setDefault(nil)
                #expect(try store.defaultName == nil)
                #expect(try !String(contentsOfFile: path, encoding: .utf8).contains("next"))
            }
        }
    }

    @Test("are left alone where config.yaml is written in a way that no machine should change")
    func unusual() async throws {
        try await SettingsHome.with { home in
            let text = "default_profile:\n  old\n"
            let path = try home.write(text, to: ".config/framectl/config.yaml")
            let error = try #require(throws: SettingsError.self) { try store(home).setDefault(ProfileName("next")) }
            #expect(error.code == .invalidSetting)
            #expect(error.remedy.contains("default_profile: next"))
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }

    @Test("are written for their owner alone, in folders of their owner alone")
    func modes() async throws {
        try await SettingsHome.with { home in
            try FileManager.default.removeItem(atPath: home.home + "/.config")
            let store = try store(home)
            try store.write("x\n", to: store.secretPath(of: ProfileName("p")))
            func mode(_ path: String) throws -> Int? {
                try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            }
            #expect(try mode(store.secretPath(of: ProfileName("p"))) == 0o600)
            #expect(try mode(store.folder) == 0o700)
            #expect(try mode(store.folder + "/profiles") == 0o700)
        }
    }

    @Test(
        "say in YAML what they were given",
        arguments: [
            "plain", "http://127.0.0.1:4711/v1", "it's", "a: b", "# no comment", "null", "~", "yes", "-x", "with space",
            "x:", "",
            "{a}", "[b]", "%", "@", "`", "\"quoted\"", "ünïcode", "/a/b c", "12", "*a", "&a", "!t",
        ]
    )
    func scalars(text: String) throws {
        let file = try SettingsFile(path: "/f", text: "k: \(YAMLScalar.text(text))\n")
        #expect(file.table.rows.map(\.value) == [text])
    }

    @Test("say what they were given, with marks behind quotation marks, backslashes and colons as well")
    func markedValues() throws {
        for base in [
            "c\"\u{301}", "\"\u{301}x: y", "\\\u{301}", "a:\u{301} b", "#\u{301}", "'\u{20DD}'\u{301}", "\r\n\u{301}",
        ] {
            let values: [Setting: String] = [.clientID: base, .credentialProcess: "give \(base)"]
            let file = try SettingsFile(path: "/f", text: ProfileText(values).text)
            let read = file.table.rows.map { Array($0.value.utf8) }
            #expect(read == [Array(base.utf8), Array("give \(base)".utf8)], "\(base.debugDescription)")
        }
    }

    @Test("are new files that are understood")
    func profileText() throws {
        let values: [Setting: String] = [
            .account: "a0000000-0000-4000-8000-000000000001", .clientID: "it's", .keyring: "true",
        ]
        let profile = try Profile("p", in: SettingsFile(path: "/f", text: ProfileText(values).text), home: nil)
        #expect(profile.values.mapValues(\.value) == values)
        // The example in it is one, when the signs before it are taken away.
        let example = ProfileText([:]).text.split(separator: "\n").filter {
            $0.hasPrefix("# protect") || $0.hasPrefix("#   ")
        }
        let text = example.map { $0.dropFirst(2) + "\n" }.joined()
        let protection = try Profile("p", in: SettingsFile(path: "/f", text: text), home: nil).protection
        #expect(protection.maxSessions == 500 && protection.requiresReason && protection.hours != nil)
        #expect(protection.pools == ["Reception kiosks"])
    }
}
