import Foundation
import FrameSimulator
import Testing

/// The commands, as the parser describes them.
private struct CommandTree: Decodable {
    struct Command: Decodable {
        var commandName: String
        var subcommands: [Command]?

        var everyName: Set<String> { (subcommands ?? []).reduce([commandName]) { $0.union($1.everyName) } }
    }

    var command: Command
}

/// Real shells at a real terminal. A shell that the machine does not have is passed over.
@Suite("A shell completes")
struct ShellCompletionTests {
    /// Names of pools that a shell gets as words, each with the beginning that it is completed from and an end to know it by.
    private static let safe: [(beginning: String, name: String)] = [
        ("Hall", "Hall A, demo-1"), ("Ada", "Ada's room; touch carried-out; demo-2"),
        ("Fork", "Fork & (knife) <x> |y| demo-3"),
        ("Quo", "Quo \"te\" {a,b} [c] *? ~ # demo-4"), ("Mark", "Mark'\u{301};touch carried-out;\"\u{301} demo-5"),
        ("Colon", "Colon: b:\u{301} 50 % =x demo-6"),
    ]

    /// Names that one of the shells would carry out or change, in one of its quotes.
    private static let unsafe = [
        "$(touch carried-out) demo", "`touch carried-out` demo", "Wild $(touch carried-out)",
        "Wild `touch carried-out`",
        "Wild\\';touch carried-out;'", "Wild '\u{301}$(touch carried-out)", "Wild !! demo", "!touch", "~root", "=touch",
        "-x",
        "Wild \u{1B}[2J", "Wild\ntouch carried-out\n", "Wild \u{202E}demo",
    ]

    private static func scenario() throws -> Scenario {
        var scenario = try Scenario.evening()
        let names = safe.map(\.name) + unsafe
        scenario.accounts[0].pools += names.enumerated().map { number, name in
            ScenarioPool(name: name, externalID: .text("pool-\(number)-id"))
        }
        return scenario
    }

    // A process for each shell: the parser remembers the last one that it wrote a script for, and answers in its way from then on.
    @Test("with a script that knows every command", arguments: Shell.allCases)
    func scripts(shell: Shell) async throws {
        let script = try await Framectl.run("--generate-completion-script", shell.name)
        #expect(script.status == 0)
        let described = try await Framectl.run("--experimental-dump-help")
        let tree = try JSONDecoder().decode(CommandTree.self, from: Data(described.output.utf8))
        let names = tree.command.everyName
        try #require(names.isSuperset(of: ["close", "runs", "resume", "simulate"]))
        for name in names { #expect(script.output.contains(name)) }
    }

    @Test("pools by name, in whichever quotes, and gives the tool the very name", arguments: Shell.allCases)
    func names(shell: Shell) async throws {
        guard shell.isThere else { try Test.cancel("\(shell) is not on this machine") }
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try await SimulatedService.serve(try Self.scenario()) { service in
            let session = try await ShellSession.start(shell, for: service, in: folder)
            for (beginning, name) in Self.safe {
                for quote in shell.quotes {
                    let end = String(name.suffix(6))
                    try await session.complete("framectl close --pool \(quote)\(beginning)", until: end)
                    let arguments = try await session.enter()
                    #expect(
                        arguments == ["close", "--pool", name].map { Array($0.utf8) },
                        "\(shell) \(quote): \(arguments.map { String(decoding: $0, as: UTF8.self) })"
                    )
                    session.terminal.type("clear\r")
                }
            }
            #expect(service.methods == ["GET"])
            #expect(try session.carriedOut.isEmpty)
            try await session.end()
        }
    }

    @Test(
        "no name that it would carry out, change or take for something else: the pool's id in its place",
        arguments: Shell.allCases
    )
    func unsafe(shell: Shell) async throws {
        guard shell.isThere else { try Test.cancel("\(shell) is not on this machine") }
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try await SimulatedService.serve(try Self.scenario()) { service in
            let session = try await ShellSession.start(shell, for: service, in: folder)
            var line = 2_000
            for quote in shell.quotes {
                // All of them are asked for and gone through, and in no way is one carried out.
                for beginning in ["", "W", "$", "`", "!"] {
                    line += 1
                    try await session.look(behind: "framectl close --pool \(quote)\(beginning)", line)
                }
                let number = Self.safe.count + 3
                try await session.complete("framectl close --pool \(quote)pool-\(number)-", until: "pool-\(number)-id")
                let arguments = try await session.enter()
                #expect(arguments == ["close", "--pool", "pool-\(number)-id"].map { Array($0.utf8) })
            }
            #expect(try session.carriedOut.isEmpty, "nothing of a pool's name is ever carried out")
            #expect(service.methods == ["GET"])
            try await session.end()
        }
    }
}
