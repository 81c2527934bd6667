import FrameAPI

/// A command on a line of a crontab, for cron and for the POSIX shell behind it.
///
/// A quote after a backslash is in double quotes with it: between single ones fish would not take it for their end, and would execute the
/// rest. Where only another backslash or the end follows a backslash, only a POSIX shell reads it back.
///
/// cron ends a command at a `%` that has no backslash before it. Of two backslashes in a row some crons remove one, and all do not take the
/// second one for an escape of a `%` after it. So no backslash is directly before another one or before that of a `%`.
enum CrontabText {
    /// A command line.
    static func line(_ words: [String], variables: [CloseSchedule.Variable] = []) -> String {
        (variables.map { "\($0.name)=\(word($0.value))" } + words.map(word)).joined(separator: " ")
    }

    /// One word, in single quotes where it needs them.
    static func word(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.utf8.allSatisfy { $0.isAlphanumeric || "_@%+=:,./-".utf8.contains($0) }
        var text = (isPlain ? "" : "'").unicodeScalars
        var rest = word.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\\" where rest.first == "'":
                rest.removeFirst()
                text.append(contentsOf: #"'"\'"'"#.unicodeScalars)
            case "'": text.append(contentsOf: #"'\''"#.unicodeScalars)
            case "\\", "%":
                // A backslash can only be before it between quotes.
                if text.last == "\\" { text.append(contentsOf: "''".unicodeScalars) }
                text.append(contentsOf: (scalar == "%" ? #"\%"# : "\\").unicodeScalars)
            default: text.append(scalar)
            }
        }
        if !isPlain { text.append("'") }
        return String(text)
    }
}
