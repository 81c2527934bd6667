import Foundation

/// What a document tells its reader to do.
///
/// - A line of an `sh` block is a command, and so is a line of an indented block that begins with one of ``programs``. What
///   stands behind two spaces and a `#` is for the reader.
/// - An `sh` block with a file's name behind it is that file, a script.
/// - A `console` block is a session at a terminal, from its beginning: commands after `$ `, what is typed after `> `, and what the
///   tool prints. A line `…` stands for whatever is left out.
///
/// A scenario's name, or its file beside the document, behind `console` is what the session is played against.
enum DocumentedStep: Sendable {
    case command(String)
    case script(name: String, text: String)
    case session([Exchange], scenario: String)

    /// One command of a session.
    struct Exchange: Sendable {
        let command: String
        /// What is typed when it asks.
        let typed: String?
        /// What the document says that it prints.
        let shown: [String]
    }

    /// With which words a line of an indented block is taken for a command.
    static let programs = ["framectl", "make", "head", "jq", "sqlite3", "swift", "git", "cd", "install", "export"]

    static func all(in document: Document) -> [DocumentedStep] {
        document.blocks.flatMap { block -> [DocumentedStep] in
            switch block.info.first {
            case "console":
                return [.session(exchanges(block.lines), scenario: block.info.dropFirst().first ?? "tradeshow")]
            case "sh":
                if let name = block.info.dropFirst().first {
                    return [.script(name: name, text: block.lines.joined(separator: "\n") + "\n")]
                }
                return joined(block.lines).filter { !$0.isEmpty && !$0.hasPrefix("#") }.map { .command(command($0)) }
            case nil where block.lines.first?.hasPrefix("$ ") == true:
                return [.session(exchanges(block.lines), scenario: "tradeshow")]
            case nil:
                return block.lines.filter(begins).map { .command(command($0)) }
            default:
                return []
            }
        }
    }

    /// The program that a command starts, without the settings before it.
    static func program(of command: String) -> String {
        let words = command.split(separator: " ")
        return words.first { !$0.contains(/^[A-Z_]+=/) }.map(String.init) ?? ""
    }

    private static func begins(_ line: String) -> Bool {
        !line.hasPrefix(" ") && programs.contains(program(of: line))
    }

    /// A line without what it says to the reader: after `make` and its words comes, in a table, what it does.
    private static func command(_ line: String) -> String {
        let pattern = program(of: line) == "make" ? /\s+#.*$|\s{2,}\S.*$/ : /\s{2,}#.*$/
        return line.replacing(pattern, with: "").trimmingCharacters(in: .whitespaces)
    }

    private static func joined(_ lines: [String]) -> [String] {
        lines.reduce(into: [String]()) { lines, line in
            if let last = lines.last, last.hasSuffix("\\") {
                lines[lines.count - 1] = String(last.dropLast()) + line.drop { $0 == " " }
            } else {
                lines.append(line)
            }
        }
    }

    private static func exchanges(_ lines: [String]) -> [Exchange] {
        lines.indices.filter { lines[$0].hasPrefix("$ ") }.map { start in
            let shown = lines[(start + 1)...].prefix { !$0.hasPrefix("$ ") }
            return Exchange(
                command: String(lines[start].dropFirst(2)),
                typed: shown.first { $0.hasPrefix("> ") }.map { String($0.dropFirst(2)) },
                shown: Array(shown)
            )
        }
    }
}
