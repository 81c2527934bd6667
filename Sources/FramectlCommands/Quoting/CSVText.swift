import FrameAPI

/// Comma-separated values, exactly as in RFC 4180.
struct CSVText: Sendable {
    /// Whether no cell may look like a formula. Such a cell is no longer the service's text.
    var isSpreadsheetSafe = false

    func row(_ cells: [String]) -> String {
        let written = cells.map { Self.quoted(isSpreadsheetSafe ? Self.inert($0) : $0) }
        // An empty line is no row.
        return (written == [""] ? "\"\"" : written.joined(separator: ",")) + "\r\n"
    }

    func write(heading: [String], _ rows: some Sequence<[String]>, to terminal: any Terminal) {
        var text = row(heading)
        for cells in rows {
            text += row(cells)
            guard text.utf8.count > Self.pieceSize else { continue }
            terminal.writeData(text)
            text = ""
        }
        terminal.writeData(text)
    }

    private static let pieceSize = 64 << 10

    private static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n")
        }
        return isPlain ? text : "\"" + text.rewritten { $0 == "\"" ? "\"\"" : nil } + "\""
    }

    /// A cell that a spreadsheet takes for text: an apostrophe before a formula. White space is skipped, and the wide forms of the signs
    /// count as the signs.
    private static func inert(_ cell: String) -> String {
        let first = cell.unicodeScalars.first
        let sign = cell.unicodeScalars.first { !$0.properties.isWhitespace && $0.properties.generalCategory != .format }
        let isComputed = sign.map("=+-@＝＋－＠".unicodeScalars.contains) ?? false
        return isComputed || first == "\t" || first == "\r" ? "'" + cell : cell
    }
}
