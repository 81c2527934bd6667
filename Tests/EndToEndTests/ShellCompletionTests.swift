import Foundation
import FrameSimulator
import Testing

private enum Shell: String {
    case bash = "/bin/bash"
    case zsh = "/usr/bin/zsh"
    case fish = "/usr/bin/fish"

    var isThere: Bool { FileManager.default.isExecutableFile(atPath: rawValue) }
}

/// The commands, as the parser describes them.
private struct CommandTree: Decodable {
    struct Command: Decodable {
        var commandName: String
        var subcommands: [Command]?

        var everyName: Set<String> { (subcommands ?? []).reduce([commandName]) { $0.union($1.everyName) } }
    }

    var command: Command
}

/// Real shells at a real terminal: a person types, presses the key, and looks. A shell that the machine does not have is passed over.
@Suite("A shell completes")
struct ShellCompletionTests {
    /// Writes the script of a shell into a folder.
    private func write(_ shell: String, to name: String, in folder: TemporaryFolder) async throws -> String {
        let script = try await Framectl.run("--generate-completion-script", shell)
        try #require(script.status == 0)
        return try folder.write(script.output, to: name)
    }

    private func environment(_ service: SimulatedService, _ more: [String: String]) -> [String: String] {
        let tool = URL(filePath: Framectl.path).deletingLastPathComponent().path
        return service.environment.merging(["PATH": "\(tool):/usr/bin:/bin", "LANG": "C.UTF-8"]) { $1 }
            .merging(more) { $1 }
    }

    private func scenario() throws -> Scenario {
        var scenario = try Scenario.evening()
        scenario.accounts[0].pools[0].name = "Hall A, demo"
        scenario.accounts[0].pools[1].name = "Hall $(touch carried-out) `B`"
        return scenario
    }

    // A process for each shell: the parser remembers the last one that it wrote a script for, and answers in its way from then on.
    @Test("with a script that knows every command", arguments: ["bash", "zsh", "fish"])
    func scripts(shell: String) async throws {
        let script = try await Framectl.run("--generate-completion-script", shell)
        #expect(script.status == 0)
        let described = try await Framectl.run("--experimental-dump-help")
        let tree = try JSONDecoder().decode(CommandTree.self, from: Data(described.output.utf8))
        let names = tree.command.everyName
        try #require(names.isSuperset(of: ["close", "runs", "resume", "simulate"]))
        for name in names { #expect(script.output.contains(name)) }
    }

    @Test("in bash: pools by name, whatever the names hold", .enabled(if: Shell.bash.isThere))
    func bash() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let script = try await write("bash", to: "framectl.bash", in: folder)
        try await SimulatedService.serve(try scenario()) { service in
            let terminal = try PseudoTerminal(
                ["--norc", "-i"],
                of: Shell.bash.rawValue,
                environment: environment(service, ["PS1": "> "])
            )
            terminal.type("cd \(folder.url.path); . \(script); clear\n")
            terminal.type("framectl close --po\t'Hall A\t")
            try await eventually("the pool in: \(terminal.everything)") {
                terminal.everything.contains("framectl close --pool 'Hall A, demo'")
            }
            terminal.type("--pool Hall\t\t\t")
            try await eventually("the other pool in: \(terminal.everything)") {
                terminal.everything.contains("Hall $(touch carried-out) `B`")
            }
            #expect(service.methods == ["GET"])
            terminal.hangUp()
            _ = try await terminal.end()
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(left == ["framectl.bash"], "nothing of a pool's name is ever carried out")
    }

    @Test("in zsh: pools by name", .enabled(if: Shell.zsh.isThere))
    func zsh() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        _ = try await write("zsh", to: "_framectl", in: folder)
        let path = folder.url.path
        _ = try folder.write("PS1='> '; fpath=(\(path) $fpath); autoload -Uz compinit; compinit -u -D\n", to: ".zshrc")
        try await SimulatedService.serve(try scenario()) { service in
            let terminal = try PseudoTerminal(
                ["-i"],
                of: Shell.zsh.rawValue,
                environment: environment(service, ["ZDOTDIR": path])
            )
            try await terminal.wait(for: "> ")
            terminal.type("framectl close --pool Hall\\ A\t")
            try await eventually("the pool in: \(terminal.everything)") {
                terminal.everything.contains(#"Hall\ A,\ demo"#)
            }
            terminal.hangUp()
            _ = try await terminal.end()
        }
    }

    @Test("in fish: pools by name", .enabled(if: Shell.fish.isThere))
    func fish() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let script = try await write("fish", to: "framectl.fish", in: folder)
        try await SimulatedService.serve(try scenario()) { service in
            let settings = ["XDG_CONFIG_HOME": folder.url.path, "XDG_DATA_HOME": folder.url.path]
            let terminal = try PseudoTerminal(
                ["-i", "-C", "source \(script)"],
                of: Shell.fish.rawValue,
                environment: environment(service, settings)
            )
            try await Task.sleep(for: .milliseconds(500))
            terminal.type("framectl close --pool Hall\\ A\t")
            try await eventually("the pool in: \(terminal.screen)") { terminal.screen.contains("demo") }
            terminal.hangUp()
            _ = try await terminal.end()
        }
    }
}
