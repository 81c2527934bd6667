import Foundation
import Testing

@testable import FramectlCommands

@Suite("A mistyped command")
struct CommandMistakeTests {
    @Test(
        "is answered with the nearest, whatever stands behind it",
        arguments: [
            (["clsoe"], "framectl close"), (["clsoe", "--yes"], "framectl close"), (["run", "list"], "framectl runs"),
            (["runs", "lsit", "--output", "json"], "framectl runs list"), (["wait"], "framectl wait-empty"),
            (["pools", "lists"], "framectl pools list"),
        ]
    )
    func nearest(arguments: [String], meant: String) async {
        let terminal = RecordingTerminal()
        let status = await CommandRunner.run(arguments, in: .recording(terminal))
        #expect(status == .usage)
        #expect(terminal.output.isEmpty == !arguments.contains("json"))
        #expect(terminal.talk.contains("Did you mean '\(meant)'?"))
        #expect(terminal.talk.contains("Usage: framectl"))
    }

    @Test(
        "and any other usage error, is told as a document where json is asked for",
        arguments: [
            (["runs", "lsit", "--output", "json"], "Unknown command 'lsit'. Did you mean 'framectl runs list'?"),
            (["close", "--sesion", "x", "--output=json"], "Unknown option '--sesion'. Did you mean '--session'?"),
            (
                ["close", "--account", "a", "--account", "b", "--output", "json"],
                "'--account' takes one value and was given more than once"
            ),
        ]
    )
    func document(arguments: [String], message: String) async throws {
        let terminal = RecordingTerminal()
        #expect(await CommandRunner.run(arguments, in: .recording(terminal)) == .usage)
        struct Document: Decodable { let schema, code, message, remedy: String, exit_status: Int }
        let document = try JSONDecoder().decode(Document.self, from: Data(terminal.output.utf8))
        #expect(document.schema == "framectl.error/1")
        #expect(document.code == "usage")
        #expect(document.exit_status == 64)
        #expect(document.message.contains(message), "\(document.message)")
        #expect(document.remedy.contains("framectl"), "\(document.remedy)")
    }

    @Test(
        "is any command with a letter too few",
        arguments: CommandTreeTests.commands.filter { ($0.last?.count ?? 0) > 3 }
    )
    func everyCommand(path: [String]) throws {
        let name = try #require(path.last)
        let mistake = try #require(CommandMistake(path.dropLast() + [String(name.dropLast())]))
        #expect(mistake.words.contains("Did you mean 'framectl \(path.joined(separator: " "))'?"))
    }

    @Test("that is like nothing is answered without a guess")
    func nothingNear() throws {
        let mistake = try #require(CommandMistake(["abracadabra"]))
        #expect(!mistake.words.contains("Did you mean"))
        #expect(mistake.words.contains("'framectl --help'"))
    }

    @Test(
        "is none where a command is named and something else is wrong",
        arguments: [["close", "--frobnicate"], ["plan", "x"], []]
    )
    func otherMistakes(arguments: [String]) {
        #expect(CommandMistake(arguments) == nil)
    }

    @Test(
        "an option that other tools have is answered with what it is called here",
        arguments: [
            (["close", "--json"], "--output json"), (["plan", "--csv"], "--output csv"),
            (["runs", "show", "x", "--jsonl"], "--output jsonl"), (["close", "--dry-run", "--yes"], "framectl plan"),
            (["apply", "p.json", "--dry-run"], "framectl plan show"), (["close", "--force"], "--yes"),
            (["close", "-y"], "--yes"),
            (["plan", "--format", "json"], "--output"),
            (["init", "--force"], "--replace"), (["plan", "--out=p.json"], "--save"),
            (["plan", "--out", "p"], "--save"),
        ]
    )
    func foreignOption(arguments: [String], meant: String) async {
        let terminal = RecordingTerminal()
        #expect(await CommandRunner.run(arguments, in: .recording(terminal)) == .usage)
        #expect(terminal.talk.contains("Did you mean '\(meant)'?"), "\(terminal.talk)")
        #expect(terminal.talk.contains("Usage: framectl \(arguments[0])"))
    }

    @Test("an option is not taken for another tool's behind --, or where the command has it")
    func noForeignOption() {
        #expect(ForeignOption(["close", "--", "--json"]) == nil)
        #expect(ForeignOption(["plan", "--output", "json"]) == nil)
    }

    @Test(
        "an option that is like nothing is answered without a guess",
        arguments: [
            ["close", "--all"], ["plan", "--nope"], ["plan", "--force"], ["close", "--proxy", "x"], ["plan", "-x"],
        ]
    )
    func noGuess(arguments: [String]) async {
        let terminal = RecordingTerminal()
        #expect(await CommandRunner.run(arguments, in: .recording(terminal)) == .usage)
        #expect(terminal.talk.contains("Unknown option '\(arguments[1])'"), "\(terminal.talk)")
        #expect(!terminal.talk.contains("Did you mean"), "\(terminal.talk)")
    }

    @Test(
        "an option that there is none for is answered with what there is instead",
        arguments: [
            ("--client-secret=x", "--client-secret-file"), ("--proxy", "HTTPS_PROXY"), ("--insecure", "--ca-file"),
            ("--dry-run", "only close"), ("-y", "close --help"),
        ]
    )
    func hint(option: String, words: String) async {
        let terminal = RecordingTerminal()
        let command = option == "-y" ? "close" : "plan"
        #expect(await CommandRunner.run([command, option], in: .recording(terminal)) == .usage)
        #expect(terminal.talk.contains(words), "\(terminal.talk)")
        #expect(!terminal.talk.contains("=x"))
    }

    @Test("an option that is mistyped is answered with the nearest, too")
    func option() async {
        let terminal = RecordingTerminal()
        let status = await CommandRunner.run(["close", "--exclude-pol", "x"], in: .recording(terminal))
        #expect(status == .usage)
        #expect(terminal.talk.contains("Did you mean '--exclude-pool'?"))
    }
}
