import FrameAPI

/// A table for people: columns as wide as their longest cell, numbers to the right.
struct TextTable {
    enum Alignment { case left, right }

    private let columns: [(title: String, alignment: Alignment)]
    private var rows: [[String]] = []

    init(_ columns: [(title: String, alignment: Alignment)]) {
        self.columns = columns
    }

    mutating func add(_ cells: [String]) {
        rows.append(cells.map { Excerpt.of($0, limit: 80) })
    }

    var text: String {
        let all = [columns.map(\.title)] + rows
        let widths = columns.indices.map { column in all.map { ColumnWidth.of($0[column]) }.max() ?? 0 }
        return all.map { cells in
            let line = zip(columns.indices, cells).map { column, cell in
                cell.padded(toColumns: widths[column], left: columns[column].alignment == .left)
            }
            .joined(separator: "  ")
            return line.trimmingEnd() + "\n"
        }
        .joined()
    }
}

extension String {
    fileprivate func trimmingEnd() -> String {
        let end = utf8.lastIndex { $0 != UInt8(ascii: " ") }
        return end.map { String(Substring(utf8[...$0])) } ?? ""
    }
}
