import FrameAPI

/// Rows of one kind in every form of output: the display is a choice of columns, the payload is the rows themselves.
struct Listing<Row: Encodable & Sendable> {
    /// The name and version of the JSON document.
    let schema: String
    /// The member of the document that holds the rows.
    let name: String
    let rows: [Row]
    /// Title and text of each column; `nil` cells show as `-`, and as nothing in CSV.
    let columns: [(title: String, cell: (Row) -> String?)]
    /// The titles of columns that a narrow screen omits.
    var details: Set<String> = []

    func write(as form: OutputForm, to terminal: any Terminal) {
        switch form.format {
        case .text:
            var table = TextTable(
                columns.map { ($0.title.uppercased(), details.contains($0.title) ? .detail : .left) }
            )
            for row in rows { table.add(columns.map { $0.cell(row) ?? "-" }) }
            terminal.write(table.text(in: terminal.space(on: .output)?.columns), to: .output)
        case .json:
            JSONText.write(Head(schema: schema), list: name, of: rows, to: terminal)
        case .jsonl:
            JSONText.writeLines(rows, to: terminal)
        case .csv:
            form.csv.write(
                heading: columns.map { $0.title.lowercased().parts(between: " ").joined(separator: "_") },
                rows.lazy.map { row in columns.map { $0.cell(row) ?? "" } },
                to: terminal
            )
        }
    }
}

private struct Head: Encodable {
    let schema: String
}
