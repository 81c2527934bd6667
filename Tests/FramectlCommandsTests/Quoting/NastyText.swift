import DeterministicTesting

/// Random texts made of what readers give a meaning to, marks, signs of direction and line ends, in any order.
struct NastyText {
    private static let pieces: [String] =
        ["a", "Z", "7", " ", "  ", "é", "𠮷", "שלום", "한", "👩‍💻", "ﷺ"]
        + "'\"\\%$`!<>&|;(){}[]*?~#=-+@:,./^_".map { String($0) }
        + ["\u{301}", "\u{338}", "\u{20DD}", "\u{345}", "\u{200D}", "\u{202E}", "\u{2066}", "\u{200F}", "\u{FEFF}"]
        + ["\t", "\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{1B}", "\u{7}", "\u{9B}"]
        + [
            "$(touch carried-out)", "`touch carried-out`", "';touch carried-out;'", "\";touch carried-out;\"",
            "|touch carried-out|",
        ]
        + [
            "%%", "\\%", "\\\\", "\\'", "\\\"", "''", "\"\"", "${HOME}", "$HOME", "$$", "!!", "]]>", "&amp;",
            "\n;touch carried-out\n",
        ]
    /// What swallows what stands before it, for whoever goes by characters.
    private static let marks = ["\u{301}", "\u{338}", "\u{200D}", "\u{FE0F}"]

    /// Makes texts.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - seed: The same texts for the same seed.
    ///   - isAllowed: What the reader can be given at all.
    /// - Returns: The texts, some of them empty.
    static func texts(
        _ count: Int,
        seed: UInt64,
        where isAllowed: (Unicode.Scalar) -> Bool = { $0 != "\0" }
    ) -> [String] {
        var random = SeededGenerator(seed)
        return (0..<count).map { _ in
            var text = ""
            for _ in 0..<random.next(below: 14) {
                text += random.pick(pieces)
                if random.chance(40) { text += random.pick(marks) }
            }
            return String(String.UnicodeScalarView(text.unicodeScalars.filter(isAllowed)))
        }
    }

    /// Whether something can stand in a schedule.
    static func isOfASchedule(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory != .control }
}
