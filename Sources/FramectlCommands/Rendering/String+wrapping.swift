import FrameAPI

extension String {
    /// The text with line ends where a screen would break its lines within a word. What continues a line is indented as the line is; words
    /// that are longer than a line stay whole.
    func wrapped(toColumns columns: Int) -> String {
        // Before a break: of a secret with a line end in it nothing would be found any more.
        (Redaction.current?.redact(self) ?? self).parts(between: "\n").map { $0.wrappedLine(toColumns: columns) }
            .joined(separator: "\n")
    }

    /// How many rows of a screen whole lines take. A screen breaks a line that is longer than it is wide, wherever that is.
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

    /// How many columns the text takes, the marks of colour and weight in it aside.
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
