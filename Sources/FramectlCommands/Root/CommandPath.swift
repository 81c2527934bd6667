import ArgumentParser
import FrameAPI

/// As much of a command line as names a command.
struct CommandPath {
    /// The command that is named last.
    private(set) var command: any ParsableCommand.Type = Framectl.self
    /// The words that lead to it.
    private(set) var words: [String] = ["framectl"]
    /// The word behind them that should name a command and does not.
    private(set) var unknown: String?

    /// Follows arguments, without the program's name, as long as they name commands.
    init(_ arguments: [String]) {
        for argument in arguments {
            let subcommands = command.configuration.subcommands
            guard !subcommands.isEmpty, !argument.begins(with: "-") else { return }
            guard let next = subcommands.first(where: { $0.name == argument }) else {
                unknown = argument
                return
            }
            command = next
            words.append(argument)
        }
    }

    /// What answers a mistake in the use of the command.
    ///
    /// - Parameter mistake: What is wrong, as sentences.
    /// - Returns: Lines in the form of the parser's own.
    func usage(after mistake: String) -> String {
        let start = words.joined(separator: " ")
        return "Error: \(mistake)\nUsage: \(start) [<options>]\n  See '\(start) --help' for more information.\n"
    }

    /// The names that can follow.
    var next: [String] { command.configuration.subcommands.map { $0.name } }
}

extension ParsableCommand {
    /// The command's name on the command line.
    static var name: String { configuration.commandName ?? _commandName }
}
