import ArgumentParser
import FrameAPI

/// A word for the completion of a line: data, whatever it contains and in any kind of quotes.
enum CompletionWord {
    /// Characters that a shell executes or replaces in one of its kinds of quotes, even in an escaped word: bash does not escape `$`
    /// outside quotes, and misplaces a backslash that ends `$'…'`; zsh lets `!` recall an earlier command.
    private static let active = "$`\\!".unicodeScalars
    /// Characters with a special meaning at the beginning of a word: a home, a command to be found, a job, an option, a comment.
    private static let leading = "~=%-#".unicodeScalars
    private static let longest = 200

    /// Whether a word is safe in every shell.
    static func isSafe(_ word: String) -> Bool {
        guard let first = word.unicodeScalars.first, !leading.contains(first), !first.isMark else { return false }
        return Excerpt.of(word, limit: longest).utf8.elementsEqual(word.utf8)
            && !word.unicodeScalars.contains { active.contains($0) || $0.properties.isWhitespace && $0 != " " }
    }

    /// A word in the form that the script of the requesting shell expects. The parser's scripts leave this to the completion: bash would
    /// execute the word, zsh would take a colon for the beginning of a description.
    ///
    /// - Returns: `nil` for a word that is not safe.
    static func escaped(_ word: String, for shell: CompletionShell? = .requesting) -> String? {
        guard isSafe(word) else { return nil }
        return switch shell {
        case .bash?: "'" + word.rewritten { $0 == "'" ? "'\\''" : nil } + "'"
        case .zsh?: word.rewritten { $0 == ":" ? "\\:" : nil }
        default: word
        }
    }
}
