import ArgumentParser
import FoundationEssentials

/// An option that takes one value and was given more than once. The parser would take the last value and drop the others silently.
struct RepeatedOption {
    /// The message.
    let words: String

    /// Searches for such an option.
    ///
    /// - Parameter arguments: The command line, without the program's name.
    init?(_ arguments: [String]) {
        guard Self.isPossible(in: arguments) else { return nil }
        let path = CommandPath(arguments)
        let options = path.command.options
        var given: Set<Int> = []
        var repeated: String?
        var rest = arguments[...]
        while let argument = rest.popFirst(), argument != "--" {
            for name in Self.names(in: argument) {
                guard let place = options.firstIndex(where: { $0.spellings.contains(name) }) else { continue }
                let option = options[place]
                // Help is printed instead.
                if ["--help", "--version"].contains(where: option.spellings.contains) { return nil }
                guard option.kind == .option else { continue }
                if !option.isRepeating, !given.insert(place).inserted { repeated = repeated ?? name }
                if !argument.contains("="), rest.first.map(Self.isValue) ?? false { rest.removeFirst() }
            }
        }
        guard let repeated else { return nil }
        let hint =
            repeated == "--account"
            ? "Several accounts in one command are not supported yet. Run it once for each." : "Give it once."
        words = path.usage(after: "'\(repeated)' takes one value and was given more than once. \(hint)")
    }

    /// Whether an option may be duplicate, as a quick test that does not list all options.
    private static func isPossible(in arguments: [String]) -> Bool {
        let names = arguments.prefix { $0 != "--" }.filter { !isValue($0) }.map { $0.prefix { $0 != "=" } }
        return Set(names).count < names.count || names.contains { !$0.hasPrefix("--") }
    }

    /// As in the parser.
    private static func isValue(_ argument: String) -> Bool { !argument.hasPrefix("-") || argument == "-" }

    /// The names of options in an argument: `--name`, `--name=value`, `-n`, `-n=value`, or several short ones at once.
    private static func names(in argument: String) -> [String] {
        guard !isValue(argument) else { return [] }
        let name = argument.prefix { $0 != "=" }
        return name.hasPrefix("--") ? [String(name)] : name.dropFirst().map { "-\($0)" }
    }
}

/// The parser's description of a command, as far as needed here.
private struct ToolDescription: Decodable {
    struct Command: Decodable { let arguments: [OptionDescription]? }

    let command: Command
}

/// An option as the parser describes it.
struct OptionDescription: Decodable {
    enum Kind: String, Decodable { case positional, option, flag }

    struct Name: Decodable {
        let kind: String
        let name: String
    }

    let kind: Kind
    let isRepeating: Bool
    let names: [Name]?

    /// With their dashes.
    var spellings: [String] { (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name } }
}

extension ParsableCommand {
    /// The options of the command, flags included.
    static var options: [OptionDescription] {
        let tool = try? JSONDecoder().decode(ToolDescription.self, from: Data(_dumpHelp().utf8))
        return tool?.command.arguments ?? []
    }
}
