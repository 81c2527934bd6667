import FrameAPI

/// How messages can be shown: whether they can be redrawn in place, with which characters, and in which colours.
struct Display: Sendable {
    /// Whether there is a terminal that can move its cursor.
    let isLive: Bool
    /// Whether more than ASCII may be used for drawing.
    let isUnicode: Bool
    let style: Style

    init(isLive: Bool, isUnicode: Bool, style: Style) {
        self.isLive = isLive
        self.isUnicode = isUnicode
        self.style = style
    }

    init(_ context: CommandContext) {
        let environment = context.environment
        self.init(
            isLive: context.terminal.isInteractive(.talk) && !["", "dumb"].contains(environment["TERM", default: ""]),
            isUnicode: Self.isUnicode(environment),
            style: Style(context, on: .talk)
        )
    }

    /// The first of these that is set decides, as in all of POSIX. In the locales of Chinese, Japanese and Korean the characters of lines
    /// and bars may be two columns wide, which cannot be determined; there it is ASCII.
    static func isUnicode(_ environment: [String: String]) -> Bool {
        let names = [environment["LC_ALL"], environment["LC_CTYPE"], environment["LANG"]]
        guard let locale = names.lazy.compactMap({ $0 }).first(where: { !$0.isEmpty })?.lowercased() else {
            return false
        }
        guard locale.contains("utf-8") || locale.contains("utf8") else { return false }
        return !["zh", "ja", "ko"].contains { locale.hasPrefix($0) }
    }

    /// The separator of facts on a line.
    var separator: String { isUnicode ? " · " : " - " }
    /// The mark of a truncation.
    var ellipsis: String { isUnicode ? "…" : ".." }

    /// A foreign text, truncated to a number of columns: without control characters, and in ASCII where required.
    func shown(_ text: String, columns: Int) -> String {
        var text = Excerpt.of(text, limit: max(columns, 0) + 1)
        if !isUnicode {
            text = text.rewritten { $0.isASCII ? nil : $0 == "…" ? "." : $0.isMark ? "" : "?" }
        }
        return text.cut(toColumns: columns, mark: ellipsis)
    }
}
