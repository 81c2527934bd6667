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

    func text(as format: OutputFormat) -> String {
        switch format {
        case .text:
            var table = TextTable(columns.map { ($0.title.uppercased(), .left) })
            for row in rows { table.add(columns.map { $0.cell(row) ?? "-" }) }
            return table.text
        case .json:
            return JSONText.document(ListingDocument(schema: schema, name: name, rows: rows))
        case .jsonl:
            return rows.map(JSONText.line).joined()
        case .csv:
            return CSVText.rows(
                heading: columns.map { $0.title.lowercased().split(separator: " ").joined(separator: "_") },
                rows.map { row in columns.map { $0.cell(row) ?? "" } }
            )
        }
    }
}

private struct ListingDocument<Row: Encodable & Sendable>: Encodable {
    let schema: String
    let name: String
    let rows: [Row]

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(schema, forKey: Key("schema"))
        try container.encode(rows, forKey: Key(name))
    }
}
