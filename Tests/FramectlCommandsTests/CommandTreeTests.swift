import ArgumentParser
import Testing

@testable import FramectlCommands

@Suite("The command tree")
struct CommandTreeTests {
    static let commands: [[String]] = walk(Framectl.self, path: [])

    private static func walk(_ command: any ParsableCommand.Type, path: [String]) -> [[String]] {
        [path]
            + command.configuration.subcommands.flatMap { child in
                walk(child, path: path + [child.configuration.commandName ?? child._commandName])
            }
    }

    @Test("holds every command of the tool")
    func complete() {
        let leaves = Set(Self.commands.map { $0.joined(separator: " ") })
        #expect(
            leaves == [
                "", "completion", "version", "demo", "plan", "plan show", "close", "apply", "wait-empty", "runs",
                "runs list", "runs show",
                "runs resume", "runs verify", "runs export", "pools", "pools list", "sessions", "sessions list",
                "accounts",
                "accounts list",
                "doctor", "api", "simulate", "schedule",
                "init", "profile", "profile list", "profile show", "profile use", "profile remove", "config",
                "config explain", "credential", "credential list", "credential test", "credential replace",
            ]
        )
    }

    @Test("every command says its name: one that is derived from a type costs a search through all types at each start")
    func named() {
        func unnamed(_ command: any ParsableCommand.Type) -> [String] {
            (command.configuration.commandName == nil ? ["\(command)"] : [])
                + command.configuration.subcommands.flatMap(unnamed)
        }
        #expect(unnamed(Framectl.self) == [])
    }

    @Test("every command answers --help, and each of its options has a help text", arguments: commands)
    func help(path: [String]) async {
        let terminal = RecordingTerminal()
        let status = await CommandRunner.run(path + ["--help"], in: .recording(terminal))
        #expect(status == .success)
        let help = terminal.output
        #expect(help.hasPrefix("OVERVIEW: "))
        #expect(terminal.talk.isEmpty)
        let lines = help.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (index, line) in lines.enumerated() where line.hasPrefix("  --") || line.hasPrefix("  <") {
            // The text stands behind the option, or on the next line when the option is long.
            let hasText = line.dropFirst(2).contains("  ") || lines[index + 1].hasPrefix("        ")
            #expect(hasText, "\(path) \(line)")
        }
    }

    @Test("a wrong word is answered with usage on standard error and 64")
    func usage() async {
        let terminal = RecordingTerminal()
        let status = await CommandRunner.run(["pool", "list"], in: .recording(terminal))
        #expect(status == .usage)
        #expect(terminal.output.isEmpty)
        #expect(terminal.talk.contains("Usage: framectl"))
    }
}
