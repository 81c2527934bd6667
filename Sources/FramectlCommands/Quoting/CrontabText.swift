import FrameAPI

/// A command on a line of a crontab, for cron and for the POSIX shell behind it.
///
/// A quote behind a backslash stands with it in double quotes: between single ones fish would take it for no end of them, and carry out what
/// follows. Where nothing else can follow a backslash than another one or an end, only a POSIX shell reads it back.
///
/// cron ends a command at a `%` that has no backslash before it. Of two backslashes in a row some crons take one away, and all take the
/// second one for no escape of a `%` behind it. So no backslash stands directly before another one or before that of a `%`.
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
                // Only between quotes can there be a backslash before it.
                if text.last == "\\" { text.append(contentsOf: "''".unicodeScalars) }
                text.append(contentsOf: (scalar == "%" ? #"\%"# : "\\").unicodeScalars)
            default: text.append(scalar)
            }
        }
        if !isPlain { text.append("'") }
        return String(text)
    }
}
