import FrameAPI

/// The width of text on a screen, where a character takes two columns, one, or none.
enum ColumnWidth {
    /// The columns of a text. Text for a screen goes through `Excerpt` first, so that it contains no control characters.
    static func of(_ text: some StringProtocol) -> Int {
        text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.reduce(0) { $0 + of($1) }
    }

    /// The columns of one character for a reader: a letter with its marks, a syllable, an emoji made of several.
    static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        if let first = scalars.first, first.properties.isEmoji, scalars.contains("\u{FE0F}") { return 2 }
        return scalars.reduce(0) { max($0, of($1)) }
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        if (0x20..<0x7F).contains(scalar.value) { return 1 }
        switch scalar.properties.generalCategory {
        case .control, .format, .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        // Vowels and final consonants that combine with the Hangul syllable before them.
        if (0x1160...0x11FF).contains(scalar.value) { return 0 }
        return scalar.properties.isEmojiPresentation || isWide(scalar.value) ? 2 : 1
    }

    private static func isWide(_ value: UInt32) -> Bool {
        value >= 0x1100 && wide.contains { $0.contains(value) }
    }

    /// The wide or fullwidth ranges of Unicode's EastAsianWidth.txt, without emoji; the gaps between scripts are unassigned or equal.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}

extension String {
    /// The text, truncated to a number of columns; a mark shows the truncation, where there is room for one.
    func cut(toColumns limit: Int, mark: String = "…") -> String {
        guard ColumnWidth.of(self) > limit else { return self }
        // Before the truncation: a truncated secret is not recognized.
        let text = Redaction.current?.redact(self) ?? self
        guard ColumnWidth.of(text) > limit else { return text }
        let mark = ColumnWidth.of(mark) < limit ? mark : ""
        var (result, room) = ("", limit - ColumnWidth.of(mark))
        for character in text {
            room -= ColumnWidth.of(character)
            guard room >= 0 else { break }
            result.append(character)
        }
        return result + mark
    }

    /// The text, padded with spaces after it, or before it, to a number of columns.
    func padded(toColumns columns: Int, left: Bool = true) -> String {
        let padding = String(repeating: " ", count: max(0, columns - ColumnWidth.of(self)))
        return left ? self + padding : padding + self
    }
}
