import FrameAPI

/// Text in a unit, as `systemd.syntax(7)` and the section on command lines of `systemd.service(5)` have it.
enum SystemdText {
    /// Text in which nothing is a specifier.
    static func literal(_ text: String) -> String { text.rewritten { $0 == "%" ? "%%" : nil } }

    /// One word of a setting.
    static func word(_ word: String) -> String { quoted(literal(word)) }

    /// One argument of a command, in which nothing is a variable either.
    static func argument(_ word: String) -> String { quoted(literal(word).rewritten { $0 == "$" ? "$$" : nil }) }

    private static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { $0.isAlphanumeric || "_@%+=:,./-$".utf8.contains($0) }
        guard word.isEmpty || !isPlain else { return word }
        return "\"" + word.rewritten { $0 == "\"" || $0 == "\\" ? "\\\($0)" : nil } + "\""
    }

    /// Whether text can stand at the end of a line as it is: what ends with a backslash goes on with the next line, and blanks are dropped.
    static func isWhole(_ text: String) -> Bool {
        text.unicodeScalars.last.map { $0 != "\\" && !$0.properties.isWhitespace } ?? false
    }
}
