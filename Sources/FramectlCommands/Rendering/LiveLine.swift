/// A line of the screen.
struct LiveLine: Sendable, Equatable {
    /// What is written, colours included.
    let text: String
    /// How many columns that takes.
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
