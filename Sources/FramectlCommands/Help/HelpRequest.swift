import ArgumentParser
import FrameOperations

/// `framectl help …`: a topic, or a command's own help.
struct HelpRequest {
    let words: [String]

    /// Reads the arguments after the program's name; `nil` when they request something else, or the parser's own help.
    init?(_ arguments: [String]) {
        let words = arguments.dropFirst()
        guard arguments.first == "help", let first = words.first, !first.hasPrefix("-") else { return nil }
        self.words = Array(words)
    }

    /// Prints the requested help.
    func answer(in context: CommandContext) -> ExitStatus {
        if words == ["topics"] {
            context.terminal.write("framectl help TOPIC tells of:\n\n" + HelpTopic.overview, to: .output)
            return .success
        }
        if words.count == 1, let topic = HelpTopic(rawValue: words[0]) {
            context.terminal.write(topic.text, to: .output)
            return .success
        }
        if let mistake = CommandMistake(words, topics: HelpTopic.allCases.map(\.rawValue)) {
            context.terminal.writeText(mistake.words + "\nTOPICS:\n" + HelpTopic.overview)
            return .usage
        }
        let command = CommandPath(words).command
        context.terminal.write(
            Framectl.helpMessage(for: command, columns: context.terminal.size().columns) + "\n",
            to: .output
        )
        return .success
    }
}
