/// What a person sees of the bytes that go to a terminal: as much of a VT100 as tools of this kind use, with the reflow on a change of
/// width that most terminals have today. What it does not know is kept in ``surprises``.
package struct VirtualScreen: Sendable {
    struct Cell: Sendable {
        var text: String
        var columns: Int
    }

    struct Line: Sendable {
        var cells: [Cell] = []
        /// Whether it goes on in the next line because there was no room.
        var isWrapped = false
    }

    /// The size.
    package private(set) var columns: Int
    package private(set) var rows: Int
    /// Sequences that it does not know.
    package internal(set) var surprises: [String] = []
    /// Whether the cursor is shown.
    package internal(set) var showsCursor = true

    /// Everything that was scrolled off, then what is on the screen.
    var lines: [Line] = [Line()]
    /// The first line on the screen.
    var top = 0
    /// The line of the cursor, counted from the top of the screen.
    var row = 0
    /// The column of the cursor; equal to the width when the next character wraps.
    var column = 0
    /// Where a line ends that is written at its end.
    var end: (line: Int, column: Int)?
    private var decoder = EscapeDecoder()

    package init(columns: Int, rows: Int) {
        (self.columns, self.rows) = (columns, rows)
    }

    /// Takes what a program wrote; a sequence may come in parts.
    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            guard let piece = decoder.take(byte) else { continue }
            switch piece {
            case .character(let character): put(character)
            case .control(let control): act(on: control)
            case .sequence(let parameters, let final): act(on: parameters, final)
            }
        }
    }

    /// What is on the screen, without the spaces and the empty lines at its ends.
    package var text: String { Self.text(of: lines[top...]) }

    /// What was scrolled off, and what is on the screen.
    package var everything: String { Self.text(of: lines[...]) }

    /// Where the cursor is.
    package var cursor: (row: Int, column: Int) { (row, column) }

    /// Changes the size; what was wrapped is put together, and what does not fit is wrapped.
    package mutating func resize(columns: Int, rows: Int) {
        let (index, offset) = logicalCursor
        var joined = Self.joined(lines)
        if !joined.indices.contains(index) { joined.append([]) }
        self.columns = columns
        self.rows = rows
        end = nil
        var cursor = (line: 0, column: 0)
        lines = []
        for (number, cells) in joined.enumerated() {
            let start = lines.count
            lines += Self.wrapped(cells, to: columns)
            guard number == index else { continue }
            cursor = (min(start + offset / columns, lines.count - 1), offset % columns)
            // A cursor behind the last cell of a full line stays on it.
            if offset > 0, offset % columns == 0, start + offset / columns >= lines.count { cursor.column = columns }
        }
        top = max(0, lines.count - rows, cursor.line - rows + 1)
        if cursor.line < top { top = cursor.line }
        (row, column) = (cursor.line - top, cursor.column)
    }

    private static func text(of lines: ArraySlice<Line>) -> String {
        var texts = lines.map { line in
            let text = line.cells.map(\.text).joined()
            return text.lastIndex { $0 != " " }.map { String(text[...$0]) } ?? ""
        }
        while texts.last?.isEmpty == true { texts.removeLast() }
        return texts.map { $0 + "\n" }.joined()
    }
}
