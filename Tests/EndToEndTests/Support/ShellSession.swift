import Foundation
import FrameSimulator
import TerminalTesting
import Testing

/// A shell that completes command lines of the tool, as it is installed for people.
enum Shell: String, CaseIterable, Sendable {
    case bash = "/bin/bash"
    case zsh = "/usr/bin/zsh"
    case fish = "/usr/bin/fish"

    var isThere: Bool { FileManager.default.isExecutableFile(atPath: rawValue) }

    var name: String { "\(self)" }

    /// The quotes in which a word can be begun.
    var quotes: [String] { self == .fish ? ["", "'", "\""] : ["", "'", "\"", "$'"] }
}

/// A shell at a terminal: a person types, presses the key, and looks. What it would run is noted, and not run.
struct ShellSession: Sendable {
    let shell: Shell
    let terminal: PseudoTerminal
    /// Where it works. Whatever is in it but what was put there was carried out.
    let folder: TemporaryFolder
    private let noted: String

    /// Starts the shell of a user who has installed the tool with its completions.
    static func start(
        _ shell: Shell,
        for service: SimulatedService,
        in folder: TemporaryFolder
    ) async throws -> ShellSession {
        let script = try await Framectl.run("--generate-completion-script", shell.name)
        try #require(script.status == 0)
        let home = folder.url.appending(path: "home").path
        try FileManager.default.createDirectory(atPath: home + "/bin", withIntermediateDirectories: true)
        let completions = try folder.write(script.output, to: "home/_framectl")
        let noted = home + "/noted"
        let tool = """
            #!/bin/sh
            case $1 in ---completion) exec '\(Framectl.path)' "$@";; esac
            { printf '%s\\0' "$@"; printf '\\n'; } >> '\(noted)'

            """
        try ExecutableFile.write(tool, to: home + "/bin/framectl")
        var environment = service.environment.merging(["PATH": "\(home)/bin:/usr/bin:/bin", "LANG": "C.UTF-8"]) { $1 }
        environment["HOME"] = home
        let arguments: [String]
        switch shell {
        case .bash:
            environment["PS1"] = "> "
            arguments = ["--norc", "-i"]
        case .zsh:
            environment["ZDOTDIR"] = home
            let setup = "PS1='> '; fpath=('\(home)' $fpath); autoload -Uz compinit; compinit -u -D\n"
            _ = try folder.write(setup, to: "home/.zshrc")
            arguments = ["-i"]
        case .fish:
            environment["XDG_CONFIG_HOME"] = home
            environment["XDG_DATA_HOME"] = home
            arguments = ["-i", "-C", "source '\(completions)'"]
        }
        // So wide that no line of a test is wrapped.
        let terminal = try PseudoTerminal(arguments, of: shell.rawValue, environment: environment, columns: 400)
        let session = ShellSession(shell: shell, terminal: terminal, folder: folder, noted: noted)
        let source = shell == .bash ? ". '\(completions)'; " : ""
        terminal.type("cd '\(folder.url.path)'; \(source)\(session.echo(1_000))\r")
        try await terminal.wait(for: "ready-1042")
        return session
    }

    /// A command that prints what does not stand in it.
    private func echo(_ number: Int) -> String {
        shell == .fish ? "echo ready-(math \(number) + 42)" : "echo ready-$((\(number)+42))"
    }

    /// Types a beginning and completes it, again and again: the tool gives up after three seconds, and on a busy machine it may.
    func complete(_ beginning: String, until text: String, location: SourceLocation = #_sourceLocation) async throws {
        terminal.type(beginning)
        let shown = terminal.everything
        var (next, pause) = (ContinuousClock.now, Duration.seconds(8))
        try await eventually(location: location, "\(shell): “\(text)” behind “\(beginning)”: \(terminal.everything)") {
            if ContinuousClock.now >= next {
                terminal.type("\t")
                // An answer that comes after the next key is one that the key chooses from.
                next = .now + pause
                pause *= 2
            }
            return terminal.everything.dropFirst(min(shown.count, terminal.everything.count)).contains(text)
                || terminal.everything.components(separatedBy: "\n").suffix(6).joined(separator: "\n").contains(text)
        }
    }

    /// Presses return.
    ///
    /// - Returns: The arguments that the tool would have been given.
    func enter(location: SourceLocation = #_sourceLocation) async throws -> [[UInt8]] {
        let before = notes.count
        terminal.type("\r")
        try await eventually(location: location, "\(shell) runs the tool: \(terminal.everything)") {
            notes.count > before && notes.last == UInt8(ascii: "\n")
        }
        let line = notes.dropFirst(before).dropLast()
        return line.split(separator: 0, omittingEmptySubsequences: false).dropLast().map { Array($0) }
    }

    private var notes: Data { (try? Data(contentsOf: URL(filePath: noted))) ?? Data() }

    /// Presses the key three times, says no to whatever the shell asks, clears the line, and waits until the shell takes another one.
    ///
    /// - Parameters:
    ///   - beginning: What is typed before.
    ///   - number: Another one each time.
    /// - Throws: When the wait is cancelled.
    func look(behind beginning: String, _ number: Int) async throws {
        terminal.type("\(beginning)\t\t\tn\u{15}\(echo(number))\r")
        try await terminal.wait(for: "ready-\(number + 42)")
    }

    func end() async throws {
        terminal.hangUp()
        _ = try await terminal.end()
    }

    /// What stands in the folder that nobody put there.
    var carriedOut: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0 != "home" } }
    }
}
