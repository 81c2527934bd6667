import FrameAPI

/// A command line split into words by the rules of a POSIX shell, with nothing expanded and nothing interpreted.
///
/// Shell operators outside quotes are refused: a `&&` that became a mere argument would be a silent mistake.
package struct HookCommand: Sendable, Equatable {
    /// The command and its arguments; the command is not empty.
    package let words: [String]

    /// Splits a command line.
    ///
    /// - Parameter text: The command line.
    /// - Throws: `invalid-input`, when it has no command, ends inside a quote or after a backslash, or needs a shell.
    package init(parsing text: String) throws(SettingsError) {
        do throws(SettingsError.CommandFlaw) {
            words = try Self.words(of: text)
        } catch {
            throw .unusableCommand(Self.shown(text), error)
        }
    }

    /// The words of a command line.
    static func words(of text: String) throws(SettingsError.CommandFlaw) -> [String] {
        var words: [String] = []
        var word: String.UnicodeScalarView?
        var rest = text.unicodeScalars.makeIterator()
        while let scalar = rest.next() {
            switch scalar {
            case " ", "\t", "\n":
                if let ended = word { words.append(String(ended)) }
                word = nil
            case "'":
                word = (word ?? .init()) + (try singleQuoted(&rest))
            case "\"":
                word = (word ?? .init()) + (try doubleQuoted(&rest))
            case "\\":
                guard let next = rest.next() else { throw .openEscape }
                if next != "\n" { word = (word ?? .init()) + [next] }
            case "|", "&", ";", "<", ">", "(", ")", "`":
                throw .needsShell(Character(scalar))
            case "\0":
                throw .nul
            default:
                word = (word ?? .init()) + [scalar]
            }
        }
        if let ended = word { words.append(String(ended)) }
        guard words.first?.isEmpty == false else {
            throw .empty
        }
        return words
    }

    /// Makes a command of split words, the command first.
    package init(_ command: String, _ arguments: String...) {
        words = [command] + arguments
    }

    private typealias Rest = String.UnicodeScalarView.Iterator

    private static func singleQuoted(
        _ rest: inout Rest
    ) throws(SettingsError.CommandFlaw) -> String.UnicodeScalarView {
        var quoted = String.UnicodeScalarView()
        while let scalar = rest.next() {
            if scalar == "'" { return quoted }
            quoted.append(scalar)
        }
        throw .openQuote("'")
    }

    private static func doubleQuoted(
        _ rest: inout Rest
    ) throws(SettingsError.CommandFlaw) -> String.UnicodeScalarView {
        var quoted = String.UnicodeScalarView()
        while let scalar = rest.next() {
            if scalar == "\"" { return quoted }
            guard scalar == "\\" else {
                quoted.append(scalar)
                continue
            }
            guard let next = rest.next() else { break }
            switch next {
            case "\"", "\\", "$", "`": quoted.append(next)
            case "\n": break
            default: quoted.append(contentsOf: [scalar, next])
            }
        }
        throw .openQuote("\"")
    }

    /// The beginning of an invalid command line: its arguments, and variables before it, may hold a secret.
    package static func shown(_ text: String) -> String {
        let scalars = text.trimmingWhitespace().unicodeScalars
        let start = scalars.prefix { !$0.properties.isWhitespace && !"='\"\\|&;<>()`".unicodeScalars.contains($0) }
        return Excerpt.of(String(start), limit: 120) + (start.endIndex == scalars.endIndex ? "" : " …")
    }
}
