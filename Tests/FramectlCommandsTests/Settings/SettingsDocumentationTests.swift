import Foundation
import FrameOperations
import FrameSettings
import Testing

@testable import FramectlCommands

@Suite("docs/settings.md tells every key, flag and variable")
struct SettingsDocumentationTests {
    private static func text() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/settings.md"), encoding: .utf8)
    }

    private static func section(_ heading: String) throws -> Substring {
        let text = try text()
        let begin = try #require(text.range(of: "\n## \(heading)\n"))
        let rest = text[begin.upperBound...]
        return rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)]
    }

    /// The words in backticks that lead the rows of a section's table.
    private static func keys(_ heading: String) throws -> [String] {
        try section(heading).split(separator: "\n").compactMap {
            $0.firstMatch(of: /^\| `([a-z_]+)` \|/).map { String($0.1) }
        }
    }

    @Test("those of a profile, of protect and of a project's file, and no others")
    func keys() throws {
        #expect(try Self.keys("The profile") == Profile.settings.map(\.rawValue) + ["protect"])
        #expect(try Self.keys("What a profile protects") == ProtectionSettings.keys)
        #expect(try Self.keys("The project's file") == ProjectFile.keys)
    }

    @Test("flags and variables of the layers")
    func layers() throws {
        let section = try Self.section("Layers")
        for setting in Setting.allCases {
            for name in [setting.flag, setting.variable].compactMap(\.self) {
                #expect(section.contains("`\(name)`"), "\(name)")
            }
        }
    }

    @Test("its example is understood")
    func example() throws {
        let lines = try Self.section("What a profile protects").split(separator: "\n").filter { $0.hasPrefix("    ") }
        let text = lines.map { $0.dropFirst(4) + "\n" }.joined()
        let profile = try Profile("p", in: SettingsFile(path: "/f", text: text), home: nil)
        #expect(profile.protection.pools == ["Reception kiosks"])
        #expect(profile.protection.words.count == 5)
    }

    @Test("the help of config explain names every key as well")
    func help() async {
        let terminal = RecordingTerminal()
        _ = await CommandRunner.run(["config", "explain", "--help"], in: .recording(terminal))
        let words = Set(terminal.output.split { !($0.isLetter || $0 == "_") }.map(String.init))
        for key in Profile.settings.map(\.rawValue) + ProtectionSettings.keys + ProjectFile.keys {
            #expect(words.contains(key), "\(key)")
        }
    }
}
