import FoundationEssentials
import FrameOperations

/// JSON for output: sorted keys, so that two outputs can be compared.
enum JSONText {
    /// A document over several lines.
    static func document(_ value: some Encodable) -> String {
        encode(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    }

    /// A value on one line.
    static func line(_ value: some Encodable) -> String {
        encode(value, [.sortedKeys, .withoutEscapingSlashes])
    }

    /// An event on one line, as it is in the journal.
    static func line(_ event: RunEvent, by writer: inout CanonicalWriter) -> String {
        do {
            try writer.write(event)
        } catch {
            preconditionFailure("cannot encode event \(event.sequence): \(error)")
        }
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }

    /// Writes a document whose last member is a list, one element on each line. It is written piece by piece, because a list may be long.
    static func write(
        _ head: some Encodable,
        list name: String,
        of rows: some Sequence<some Encodable>,
        to terminal: any Terminal
    ) {
        write(head, list: name, of: rows) { terminal.writeData($0) }
    }

    /// The same, to any destination.
    static func write(
        _ head: some Encodable,
        list name: String,
        of rows: some Sequence<some Encodable>,
        into take: (String) -> Void
    ) {
        begin(head, list: name, of: rows) { take($0) }
        take("\n  ]\n}\n")
    }

    /// Writes such a document up to the last element of its list. The caller ends the list and the document.
    static func begin<Failure: Error>(
        _ head: some Encodable,
        list name: String,
        of rows: some Sequence<some Encodable>,
        by write: (String) throws(Failure) -> Void
    ) throws(Failure) {
        var text = document(head)
        text.removeLast("\n}\n".count)
        try write(text + ",\n  \"\(name)\" : [")
        var lines = JSONLine()
        var separator: StaticString = "\n    "
        for row in rows {
            lines.add(raw: separator)
            lines.append(row)
            separator = ",\n    "
            if lines.bytes.count > pieceSize { try write(lines.take()) }
        }
        try write(lines.take())
    }

    /// Writes values, one on each line, many at a time.
    static func writeLines(_ rows: some Sequence<some Encodable>, to terminal: any Terminal) {
        var lines = JSONLine()
        for row in rows {
            lines.append(row)
            lines.add(raw: "\n")
            if lines.bytes.count > pieceSize { terminal.writeData(lines.take()) }
        }
        terminal.writeData(lines.take())
    }

    private static let pieceSize = 64 << 10

    private static func encode(_ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
        } catch {
            // The values are structs of text and numbers, which always encode.
            preconditionFailure("cannot encode \(type(of: value)): \(error)")
        }
    }
}
