import ArgumentParser
import Foundation
import Testing

@testable import FramectlCommands

@Suite("An option that takes one value and is given twice")
struct RepeatedOptionTests {
    /// An option of a command.
    struct Known: Sendable {
        let command: [String]
        let names: [String]
        let kind: String
        let isRepeating: Bool
    }

    /// Every option of every command, as the parser describes them.
    private static let known: [Known] = {
        func walk(_ command: [String: Any], _ path: [String]) -> [Known] {
            let own = (command["arguments"] as? [[String: Any]] ?? []).map { argument in
                let names = (argument["names"] as? [[String: String]] ?? []).map {
                    ($0["kind"] == "long" ? "--" : "-") + ($0["name"] ?? "")
                }
                return Known(
                    command: path,
                    names: names,
                    kind: argument["kind"] as? String ?? "",
                    isRepeating: argument["isRepeating"] as? Bool ?? false
                )
            }
            let below = command["subcommands"] as? [[String: Any]] ?? []
            return own + below.flatMap { walk($0, path + [$0["commandName"] as? String ?? ""]) }
        }
        let tool = try? JSONFixture.object(Framectl._dumpHelp())
        return walk(tool?["command"] as? [String: Any] ?? [:], []).filter { $0.command.first != "help" }
    }()

    @Test("is refused, whichever it is, in every command and form")
    func everyOption() {
        let single = Self.known.filter { $0.kind == "option" && !$0.isRepeating }
        #expect(single.count > 100)
        for option in single {
            for first in option.names {
                for second in option.names {
                    for given in [
                        [first, "a", second, "b"], ["\(first)=a", second, "b"], [first, "a", "\(second)=b"],
                    ] {
                        let repeated = RepeatedOption(option.command + given)
                        #expect(repeated?.words.hasPrefix("Error: '\(second)' takes one value") ?? false, "\(given)")
                    }
                }
            }
        }
    }

    @Test("is told from one that takes several, and from a flag")
    func others() {
        let others = Self.known.filter { $0.isRepeating || $0.kind == "flag" }
        #expect(others.contains { $0.names == ["--pool"] } && others.contains { $0.names == ["--yes"] })
        for option in others {
            for name in option.names {
                let value = option.kind == "flag" ? [] : ["a"]
                #expect(RepeatedOption(option.command + [name] + value + [name] + value) == nil, "\(name)")
            }
        }
    }

    @Test("has one long name, by which the first glance knows it")
    func longNames() {
        for option in Self.known where option.kind == "option" {
            #expect(option.names.count { $0.hasPrefix("--") } == 1)
        }
    }

    @Test(
        "is none where the second is a value, stands behind --, or where help is asked for",
        arguments: [

            ["close", "--reason=--account", "--account", "a"], ["close", "--account", "a", "--", "--account", "b"],
            ["close", "--account", "a", "--account", "b", "--help"],
            ["close", "--account", "a", "--account", "b", "-h"],
            ["close", "--pool", "account", "--kind", "account", "--account", "a"],
            ["plan", "-o", "save", "--pool", "o"],
            [], ["close"], ["--help"], ["nothing", "--a", "1", "--a", "2"],
        ]
    )
    func none(arguments: [String]) {
        #expect(RepeatedOption(arguments) == nil)
    }

    @Test("is refused before anything else: 64, and several accounts are said not to be supported yet")
    func account() async {
        let terminal = RecordingTerminal()
        let arguments = ["close", "--account", "a", "--yes", "--account=b"]
        #expect(await CommandRunner.run(arguments, in: .recording(terminal)) == .usage)
        #expect(terminal.output.isEmpty)
        #expect(terminal.talk.contains("Several accounts in one command are not supported yet"))
        #expect(terminal.talk.contains("See 'framectl close --help'"))
    }
}
