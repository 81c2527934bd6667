/// An option that other tools have, where this one says it differently.
struct ForeignOption {
    /// What is said of it.
    let words: String

    /// What is meant by it: an option that the command has, or else another command.
    private static let meanings: [String: [String]] = [
        "--json": ["--output json"], "--jsonl": ["--output jsonl"], "--csv": ["--output csv"],
        "--force": ["--yes", "--replace"], "--out": ["--save"],
    ]
    private static let commands: [String: [String: String]] = [
        "--dry-run": ["close": "framectl plan", "apply": "framectl plan show", "resume": "framectl runs show"]
    ]

    /// Looks for such an option.
    ///
    /// - Parameter arguments: The command line, without the program's name.
    init?(_ arguments: [String]) {
        let path = CommandPath(arguments)
        let known = Set(path.command.options.flatMap(\.spellings))
        for argument in arguments.prefix(while: { $0 != "--" }) {
            let option = String(argument.prefix { $0 != "=" })
            guard !known.contains(option) else { continue }
            let meant = Self.meanings[option]?.first { known.contains(String($0.prefix { $0 != " " })) }
            guard let meant = meant ?? Self.commands[option]?[path.command.name] else { continue }
            words = path.usage(after: "Unknown option '\(option)'. Did you mean '\(meant)'?")
            return
        }
        return nil
    }
}
