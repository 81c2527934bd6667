import ArgumentParser
import FrameAPI

/// The part of a command line that names a command.
struct CommandPath {
    /// The last named command.
    private(set) var command: any ParsableCommand.Type = Framectl.self
    /// The words of its path.
    private(set) var words: [String] = ["framectl"]
    /// The next word, if it should name a command and does not.
    private(set) var unknown: String?

    /// Follows arguments, without the program's name, while they name commands.
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

    /// The message for a wrong use of the command.
    ///
    /// - Parameter mistake: The error, as sentences.
    /// - Returns: Lines in the form of the parser's own.
    func usage(after mistake: String) -> String {
        let start = words.joined(separator: " ")
        return "Error: \(mistake)\nUsage: \(start) [<options>]\n  See '\(start) --help' for more information.\n"
    }

    /// The possible next names.
    var next: [String] { command.configuration.subcommands.map { $0.name } }
}

extension ParsableCommand {
    /// The command's name on the command line.
    static var name: String { configuration.commandName ?? _commandName }
}
