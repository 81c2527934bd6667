import Foundation
import Testing

@testable import FramectlCommands

@Suite("Help besides the commands")
struct HelpTopicTests {
    private func answer(
        _ arguments: String...
    ) async -> (status: FramectlCommands.ExitStatus, terminal: RecordingTerminal) {
        let terminal = RecordingTerminal()
        return (await CommandRunner.run(arguments, in: .recording(terminal)), terminal)
    }

    @Test("is printed, fits 80 columns, and is named by the tool's own help", arguments: HelpTopic.allCases)
    func topic(topic: HelpTopic) async {
        let (status, terminal) = await answer("help", topic.rawValue)
        #expect(status == .success)
        #expect(terminal.output == topic.text)
        #expect(terminal.output.hasSuffix("\n") && !terminal.output.hasSuffix("\n\n"))
        for line in terminal.output.split(separator: "\n") { #expect(ColumnWidth.of(line) <= 80, "\(line)") }
        #expect(await answer("--help").terminal.output.contains(topic.rawValue))
        #expect(await answer("help", "topics").terminal.output.contains("  \(topic.rawValue) "))
    }

    @Test("tells of a command what the command itself does")
    func command() async {
        let (status, terminal) = await answer("help", "runs", "resume")
        #expect(status == .success)
        #expect(terminal.output == (await answer("runs", "resume", "--help")).terminal.output)
    }

    @Test(
        "suggests what is near",
        arguments: [
            (["exitcodes"], "help exit-codes"), (["clsoe"], "help close"), (["runs", "shwo"], "help runs show"),
        ]
    )
    func suggestion(words: [String], meant: String) async {
        let terminal = RecordingTerminal()
        let status = await CommandRunner.run(["help"] + words, in: .recording(terminal))
        #expect(status == .usage)
        #expect(terminal.output.isEmpty)
        #expect(terminal.talk.contains("Did you mean 'framectl \(meant)'?"))
        #expect(terminal.talk.contains(HelpTopic.overview))
    }

    @Test("has every exit status of the code, and docs/output.md says the same of each")
    func exitCodes() throws {
        let source = try RepositoryFile.text("Sources/FramectlCommands/Root/ExitStatus.swift")
        let coded = source.matches(of: /static let \w+ = ExitStatus\(rawValue: (\d+)\)/).compactMap { Int32($0.1) }
        #expect(ExitStatus.meanings.map(\.status.rawValue) == coded)
        let documented = try RepositoryFile.text("docs/output.md").matches(of: /\n\| (\d+) \| ([^\n]*) \|/)
            .map { "\($0.1) \($0.2.replacing("`", with: ""))" }
        #expect(documented == ExitStatus.meanings.map { "\($0.status.rawValue) \($0.words)" })
    }

    /// Words in capitals in the sources that are no environment variables.
    private static let otherCapitals: Set<String> = [
        "ACCOUNT", "CONNECT", "DELETE", "GET", "HEAD", "ID", "POST", "PUT", "FAIL", "GMT", "XML", "FRAME_", "CLOSE",
        "CLOSED", "CLOSING", "DELETES", "FAILED", "KIND", "LEFT", "NAME", "NEW", "OUTCOME", "POOL", "SESSION", "SKIP",
        "STUCK", "UNVERIFIED", "UTC", "WHY",
    ]

    @Test("has every environment variable that the sources name, and no other")
    func environment() throws {
        var named: Set<String> = []
        for (path, text) in try RepositoryFile.sources() where !path.hasSuffix("/EnvironmentVariable.swift") {
            named.formUnion(text.matches(of: /"([A-Z][A-Z0-9_]+)"/).map { String($0.1) })
        }
        named.subtract(Self.otherCapitals)
        #expect(named == Set(EnvironmentVariable.all.map(\.name)))
        for variable in EnvironmentVariable.all { #expect(HelpTopic.environment.text.contains("  \(variable.name) ")) }
    }

    @Test("has every word for what became of a session, and every form of output")
    func words() throws {
        for word in try DocumentationTests.firstColumn(of: "Words for what became of a session") {
            #expect(HelpTopic.output.text.contains("\n  \(word) "))
        }
        for form in OutputFormat.allCases { #expect(HelpTopic.output.text.contains("\n  \(form.rawValue) ")) }
    }
}
