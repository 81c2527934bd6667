import ArgumentParser

/// `framectl completion`
struct Completion: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Print the completion script of a shell.",
        discussion: """
            Completes commands, options, profiles, credentials and runs, and the account's pools, kinds and sessions. Write it \
            to a file that the shell reads: ~/.local/share/bash-completion/completions/framectl, _framectl in a folder of zsh's \
            fpath, or ~/.config/fish/completions/framectl.fish.

            Example:
              framectl completion bash
            """
    )

    /// The shells that have one.
    enum Shell: String, CaseIterable, ExpressibleByArgument, Sendable {
        case bash, zsh, fish

        fileprivate var completion: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    @Argument(help: "The shell: bash, zsh or fish.")
    var shell: Shell

    var outputFormat: OutputFormat { .text }

    func run(in context: CommandContext) async throws -> ExitStatus {
        context.terminal.writeData(Framectl.completionScript(for: shell.completion) + "\n")
        return .success
    }
}

/// `framectl version`
struct Version: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Print the version.",
        discussion: """
            Example:
              framectl version
            """
    )

    var outputFormat: OutputFormat { .text }

    func run(in context: CommandContext) async throws -> ExitStatus {
        context.terminal.writeData(framectlVersion + "\n")
        return .success
    }
}
