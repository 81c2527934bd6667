/// The lines of a screen that are redrawn in place. Returns the text to write; the cursor is at the end of the last line between two
/// drawings, and never hidden.
struct LiveRegion {
    private var lines: [LiveLine] = []
    /// The width of the terminal when they were drawn.
    private var columns = 0

    /// Draws lines in place of the present ones.
    ///
    /// - Returns: The text to write; empty when nothing has changed.
    mutating func draw(_ new: [LiveLine], in size: TerminalSize) -> String {
        guard new != lines || size.columns != columns else { return "" }
        defer { (lines, columns) = (new, size.columns) }
        // Each line is cleared after its new text, so that nothing flickers; after a resize the positions are unknown.
        let start = size.columns == columns ? top(in: size) : top(in: size) + Self.clearBelow
        return start + new.map { $0.text + Self.clearRest }.joined(separator: "\n") + Self.clearBelow
    }

    /// Puts text above the lines, which stays there.
    ///
    /// - Returns: The text to write.
    mutating func insert(_ text: String, in size: TerminalSize) -> String {
        let old = lines
        let start = erase(in: size)
        guard size.columns == columns, text.hasSuffix("\n") else { return start + text }
        return start + text + draw(old, in: size)
    }

    /// Removes the lines.
    ///
    /// - Returns: The text to write; empty when there are none.
    mutating func erase(in size: TerminalSize) -> String {
        guard !lines.isEmpty else { return "" }
        defer { lines = [] }
        return top(in: size) + Self.clearBelow
    }

    private static let clearRest = "\u{1B}[K"
    private static let clearBelow = "\u{1B}[J"

    /// Moves to the first line. Most terminals wrap lines that no longer fit when they become narrower.
    private func top(in size: TerminalSize) -> String {
        guard !lines.isEmpty else { return "" }
        let width = max(1, size.columns)
        let above = lines.reduce(-1) { $0 + max(1, ($1.columns + width - 1) / width) }
        let up = min(above, max(0, size.rows - 1))
        return up > 0 ? "\r\u{1B}[\(up)A" : "\r"
    }
}

/// A line of the screen.
struct LiveLine: Sendable, Equatable {
    /// The text, colours included.
    let text: String
    /// Its number of columns.
    let columns: Int

    init(_ text: String, columns: Int) {
        self.text = text
        self.columns = columns
    }

    /// A line without colours.
    init(_ text: String) {
        self.init(text, columns: ColumnWidth.of(text))
    }
}
