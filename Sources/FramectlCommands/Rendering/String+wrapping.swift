import FrameAPI

extension String {
    /// The text with line ends where a screen would break its lines within a word. Continuation lines have the indentation of their line;
    /// words that are longer than a line are not broken.
    func wrapped(toColumns columns: Int) -> String {
        // Before a break: a secret with a line end in it is not recognized.
        (Redaction.current?.redact(self) ?? self).parts(between: "\n").map { $0.wrappedLine(toColumns: columns) }
            .joined(separator: "\n")
    }

    /// The number of screen rows of the lines. A screen breaks a long line at any character.
    func rows(inColumns columns: Int) -> Int {
        parts(between: "\n").dropLast().reduce(0) { $0 + max(1, ($1.styledColumns - 1) / columns + 1) }
    }

    private func wrappedLine(toColumns columns: Int) -> String {
        guard styledColumns > columns else { return self }
        let indent = String(repeating: " ", count: unicodeScalars.prefix { $0 == " " }.count)
        var lines: [String] = []
        var (line, width) = (indent, indent.utf8.count)
        for word in String(unicodeScalars.dropFirst(width)).parts(between: " ") {
            let added = word.styledColumns
            if width > indent.utf8.count, width + 1 + added > columns {
                lines.append(line)
                (line, width) = (indent + word, indent.utf8.count + added)
            } else {
                let gap = width > indent.utf8.count ? " " : ""
                line += gap + word
                width += gap.utf8.count + added
            }
        }
        return (lines + [line]).joined(separator: "\n")
    }

    /// The number of columns of the text, without the codes of colour and weight in it.
    private var styledColumns: Int {
        guard holds("\u{1B}") else { return ColumnWidth.of(self) }
        var isMark = false
        return ColumnWidth.of(
            rewritten { scalar in
                if scalar == "\u{1B}" { isMark = true }
                defer { if scalar == "m" { isMark = false } }
                return isMark ? "" : nil
            }
        )
    }
}
