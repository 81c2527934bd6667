import ArgumentParser
import FrameAPI
import FrameOperations

/// A word on the command line in the place of a command, which is unknown.
struct CommandMistake {
    /// The message.
    let words: String

    /// Searches for such a word.
    ///
    /// - Parameters:
    ///   - arguments: The command line, without the program's name.
    ///   - topics: Other possible first words.
    init?(_ arguments: [String], topics: [String] = []) {
        let path = CommandPath(arguments)
        guard let unknown = path.unknown, unknown != "help" else { return nil }
        let start = path.words.joined(separator: " ")
        let meant = NearestWord.of(unknown, among: path.next + (path.words.count == 1 ? topics : []))
        // After a command that runs by itself, another word is an extra argument.
        guard meant != nil || !(path.command is any ContextualCommand.Type) else { return nil }
        let before = topics.isEmpty ? path.words : ["framectl", "help"] + path.words.dropFirst()
        let suggestion = meant.map { " Did you mean '\((before + [$0]).joined(separator: " "))'?" } ?? ""
        words =
            "Error: Unknown command \(topics.isEmpty ? "" : "or topic ")'\(Excerpt.of(unknown, limit: 80))'."
            + "\(suggestion)\n"
            + (topics.isEmpty
                ? "Usage: \(start) <subcommand>\n  See '\(start) --help' for more information.\n"
                : "Usage: framectl help [<topic> | <subcommand> ...]\n")
    }
}
