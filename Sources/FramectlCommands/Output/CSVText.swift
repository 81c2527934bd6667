/// Comma-separated values as RFC 4180 has them.
enum CSVText {
    static func row(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    static func write(heading: [String], _ rows: some Sequence<[String]>, to terminal: any Terminal) {
        var text = row(heading)
        for cells in rows {
            text += row(cells)
            guard text.utf8.count > pieceSize else { continue }
            terminal.write(text, to: .output)
            text = ""
        }
        terminal.write(text, to: .output)
    }

    private static let pieceSize = 64 << 10

    private static func quoted(_ text: String) -> String {
        // Plain ASCII needs nothing, and is nearly everything.
        let isPlain = text.utf8.allSatisfy {
            $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"")
        }
        guard !isPlain, text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
