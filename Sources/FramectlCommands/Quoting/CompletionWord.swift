import ArgumentParser
import FrameAPI

/// A word that a shell completes a line with: data, whatever it holds and whichever quotes the line stands in at that place.
enum CompletionWord {
    /// What a shell carries out or replaces in one of its kinds of quotes, however the word is escaped: bash leaves `$` as it is outside
    /// quotes, and puts a backslash that ends `$'…'` where it is not expected; zsh lets `!` bring an earlier command back.
    private static let active = "$`\\!".unicodeScalars
    /// What a shell takes for something else at the beginning of a word: a home, a command to be found, a job, an option, a comment.
    private static let leading = "~=%-#".unicodeScalars
    private static let longest = 200

    /// Whether a word can be given to every shell.
    static func isSafe(_ word: String) -> Bool {
        guard let first = word.unicodeScalars.first, !leading.contains(first), !first.isMark else { return false }
        return Excerpt.of(word, limit: longest).utf8.elementsEqual(word.utf8)
            && !word.unicodeScalars.contains { active.contains($0) || $0.properties.isWhitespace && $0 != " " }
    }

    /// A word as the script of the shell that asks takes it. The scripts of the parser leave that to whoever finds the word: bash would
    /// carry out what stands in it, zsh would take a colon for the beginning of a description.
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
