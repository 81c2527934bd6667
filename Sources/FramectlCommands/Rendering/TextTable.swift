import FrameAPI

/// A table for people: columns as wide as their longest cell, numbers to the right.
struct TextTable {
    enum Alignment {
        case left, right
        /// Left-aligned; the first to be truncated or omitted where the table is too wide.
        case detail
    }

    private static let gap = 2
    private static let shortestDetail = 9
    private static let shortest = 4

    private let columns: [(title: String, alignment: Alignment)]
    private var rows: [[String]] = []

    init(_ columns: [(title: String, alignment: Alignment)]) {
        self.columns = columns
    }

    mutating func add(_ cells: [String]) {
        rows.append(cells.map { Excerpt.of($0, limit: 300) })
    }

    /// Lays the table out.
    ///
    /// - Parameter room: The number of columns of a screen; `nil` for no limit.
    /// - Returns: The lines.
    func text(in room: Int? = nil) -> String {
        let all = [columns.map(\.title)] + rows
        var widths = columns.indices.map { column in all.map { ColumnWidth.of($0[column]) }.max() ?? 0 }
        if let room { narrow(&widths, to: room) }
        let shown = columns.indices.filter { widths[$0] > 0 }
        return all.map { cells in
            let line = shown.map { column in
                cells[column].cut(toColumns: widths[column])
                    .padded(toColumns: widths[column], left: columns[column].alignment != .right)
            }
            .joined(separator: String(repeating: " ", count: Self.gap))
            return line.trimmingEnd() + "\n"
        }
        .joined()
    }

    private func narrow(_ widths: inout [Int], to room: Int) {
        func excess() -> Int { widths.reduce(-Self.gap) { $0 + ($1 > 0 ? $1 + Self.gap : 0) } - room }
        for column in columns.indices.reversed() where columns[column].alignment == .detail && excess() > 0 {
            let left = widths[column] - excess()
            widths[column] = left >= Self.shortestDetail ? left : 0
        }
        let texts = columns.indices.filter { columns[$0].alignment != .right }
        while excess() > 0, let widest = texts.max(by: { widths[$0] < widths[$1] }), widths[widest] > Self.shortest {
            widths[widest] -= 1
        }
    }
}

extension String {
    fileprivate func trimmingEnd() -> String {
        let end = utf8.lastIndex { $0 != UInt8(ascii: " ") }
        return end.map { String(Substring(utf8[...$0])) } ?? ""
    }
}
