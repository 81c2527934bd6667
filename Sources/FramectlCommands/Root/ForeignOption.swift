import FrameAPI
import FrameOperations

/// An option that the command does not have: one of other tools, with another name here, or a typing error.
struct ForeignOption {
    /// The message; the usage follows.
    let words: String

    /// The meaning of such an option: options of the command, or none.
    private static let meanings: [String: [String]] = [
        "--json": ["--output json"], "--jsonl": ["--output jsonl"], "--csv": ["--output csv"], "--format": ["--output"],
        "--force": ["--yes", "--replace"], "-y": ["--yes"], "--out": ["--save"],
    ]
    private static let commands: [String: [String: String]] = [
        "--dry-run": ["close": "framectl plan", "apply": "framectl plan show", "resume": "framectl runs show"]
    ]
    /// Hints for options without an equivalent.
    private static let hints = [
        "--client-secret":
            "The secret has no option. Name its file with --client-secret-file, or set FRAME_CLIENT_SECRET.",
        "--proxy": "The proxy is taken from HTTPS_PROXY.",
        "--insecure": "Certificates are always verified. Name the authority to trust with --ca-file.",
        "--dry-run": "It is not needed: only close, apply and runs resume close sessions.",
    ]
    /// The parser's own options, on every command or at its root.
    private static let own: Set = ["--version", "--generate-completion-script", "--experimental-dump-help"]

    /// Searches for such an option.
    ///
    /// - Parameter arguments: The command line, without the program's name.
    init?(_ arguments: [String]) {
        let path = CommandPath(arguments)
        let known = path.command.options.flatMap(\.spellings)
        for argument in arguments.prefix(while: { $0 != "--" }) where argument.begins(with: "--") || argument == "-y" {
            let option = String(argument.prefix { $0 != "=" })
            guard !known.contains(option), !Self.own.contains(option) else { continue }
            words = "Error: Unknown option '\(Excerpt.of(option, limit: 80))'.\(Self.help(option, path, known))"
            return
        }
        return nil
    }

    private static func help(_ option: String, _ path: CommandPath, _ known: [String]) -> String {
        let meant = meanings[option]?.first { known.contains(String($0.prefix { $0 != " " })) }
        if let meant = meant ?? commands[option]?[path.command.name] { return " Did you mean '\(meant)'?" }
        if let hint = hints[option] { return " \(hint)" }
        // Without the dashes, which are common to all.
        let near = NearestWord.of(String(option.dropFirst(2)), among: known.map { String($0.trimmingPrefix("--")) })
        return near.map { " Did you mean '--\($0)'?" } ?? ""
    }
}
