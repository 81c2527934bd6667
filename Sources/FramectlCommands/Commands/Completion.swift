import ArgumentParser

/// `framectl completion`
struct Completion: ContextualCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the completion script of a shell.",
        discussion: """
            Completes commands, options, profiles, credentials and runs, and the account's pools, kinds and sessions.

            Examples:
              framectl completion bash > ~/.local/share/bash-completion/completions/framectl
              framectl completion zsh > ~/.zsh/completions/_framectl
              framectl completion fish > ~/.config/fish/completions/framectl.fish
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
