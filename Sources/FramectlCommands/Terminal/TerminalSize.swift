/// How much a terminal shows, in characters.
package struct TerminalSize: Sendable, Equatable {
    /// The width.
    package var columns: Int
    /// The height.
    package var rows: Int

    /// Makes a size.
    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// What is assumed where there is no terminal, or one that does not say.
    package static let usual = TerminalSize(columns: 80, rows: 24)
}
