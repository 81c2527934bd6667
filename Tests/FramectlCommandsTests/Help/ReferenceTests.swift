import ArgumentParser
import Foundation
import FrameSettings
import Testing

@testable import FramectlCommands

@Suite("docs/reference.md and the manual pages")
struct ReferenceTests {
    /// The options of a command as its help shows them.
    private static func options(of path: [String]) async -> Set<String> {
        let terminal = RecordingTerminal()
        _ = await CommandRunner.run(path + ["--help"], in: .recording(terminal))
        let names = terminal.output.matches(of: /\n  (?:-\w, )?(--[a-z-]+)/).map { String($0.1) }
        return Set(names).subtracting(["--help", "--version"])
    }

    /// The sections of the reference by their headings.
    private static func sections() throws -> [String: Substring] {
        let parts = try RepositoryFile.text("docs/reference.md").split(
            separator: "\n## ",
            omittingEmptySubsequences: false
        )
        return Dictionary(
            uniqueKeysWithValues: parts.dropFirst().map { (String($0.prefix { $0 != "\n" }), $0) }
        )
    }

    @Test("have every command with exactly the options of its help", arguments: CommandTreeTests.commands)
    func options(path: [String]) async throws {
        let name = (["framectl"] + path).joined(separator: " ")
        let section = try #require(try Self.sections()[name])
        let rows = section.matches(of: /\n\| `(?:-\w, )?(--[a-z-]+)/).map { String($0.1) }
        let options = await Self.options(of: path)
        #expect(Set(rows).subtracting(["--help", "--version"]) == options)
        let page = try RepositoryFile.text("docs/man/\(name.replacing(" ", with: "-")).1").replacing("\\-", with: "-")
        for option in options { #expect(page.contains(option)) }
    }

    @Test("have nothing that the tool does not have")
    func commands() throws {
        let known = CommandTreeTests.commands.map { (["framectl"] + $0).joined(separator: " ") }
        let topics = HelpTopic.allCases.map(\.rawValue)
        #expect(Set(try Self.sections().keys) == Set(known + topics))
        let pages = try FileManager.default.contentsOfDirectory(
            atPath: RepositoryFile.root.appending(path: "docs/man").path
        )
        #expect(Set(pages) == Set(known.map { $0.replacing(" ", with: "-") + ".1" }))
    }

    @Test("have the topics word for word", arguments: HelpTopic.allCases)
    func topics(topic: HelpTopic) throws {
        let section = try #require(try Self.sections()[topic.rawValue])
        for line in topic.text.split(separator: "\n") {
            #expect(section.contains("\n    \(line)\n") || section.hasSuffix("\n    \(line)"))
        }
    }

    @Test("are for a command line that the tool understands: every example is", arguments: CommandTreeTests.commands)
    func examples(path: [String]) async throws {
        let terminal = RecordingTerminal()
        _ = await CommandRunner.run(path + ["--help"], in: .recording(terminal))
        let overview = terminal.output.components(separatedBy: "\nUSAGE:")[0]
        let lines = overview.components(separatedBy: "Example").dropFirst().flatMap { $0.split(separator: "\n") }
            .map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("framectl") }
        #expect(lines.contains { $0.hasPrefix((["framectl"] + path).joined(separator: " ")) })
        for line in lines {
            #expect(line.count <= 78)
            // Of the tool's own help, what is said of an example stands behind it.
            let command = path.isEmpty ? line.components(separatedBy: "   ")[0] : String(line)
            let own = command.components(separatedBy: " > ")[0].components(separatedBy: " && ")[0]
            let words = try HookCommand(parsing: own).words.dropFirst()
            await #expect(throws: Never.self, "\(line)") { try await Framectl.asyncParseAsRoot(Array(words)) }
        }
    }
}
