import FrameAPI

/// Text in a unit, according to `systemd.syntax(7)` and the section on command lines of `systemd.service(5)`.
enum SystemdText {
    /// Text without specifiers.
    static func literal(_ text: String) -> String { text.rewritten { $0 == "%" ? "%%" : nil } }

    /// One word of a setting.
    static func word(_ word: String) -> String { quoted(literal(word)) }

    /// One argument of a command, without variables.
    static func argument(_ word: String) -> String { quoted(literal(word).rewritten { $0 == "$" ? "$$" : nil }) }

    private static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { $0.isAlphanumeric || "_@%+=:,./-$".utf8.contains($0) }
        guard word.isEmpty || !isPlain else { return word }
        return "\"" + word.rewritten { $0 == "\"" || $0 == "\\" ? "\\\($0)" : nil } + "\""
    }

    /// Whether text can be at the end of a line as it is: a line with a backslash at its end continues on the next line, and blanks are
    /// dropped.
    static func isWhole(_ text: String) -> Bool {
        text.unicodeScalars.last.map { $0 != "\\" && !$0.properties.isWhitespace } ?? false
    }
}
