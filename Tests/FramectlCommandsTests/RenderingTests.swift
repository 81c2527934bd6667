import FrameAPI
import Testing

@testable import FrameOperations
@testable import FramectlCommands

@Suite("Rendering")
struct RenderingTests {
    @Test(
        "a cell of CSV with a comma, a quote or a line end is quoted, and nothing else is",
        arguments: [
            ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
            ("two\nlines", "\"two\nlines\""), ("", ""),
        ]
    )
    func csv(cell: String, written: String) {
        #expect(CSVText().row([cell, "x"]) == "\(written),x\r\n")
    }

    @Test("a table is as wide as its longest cells, numbers to the right")
    func table() {
        var table = TextTable([("NAME", .left), ("N", .right)])
        table.add(["Room 101", "7"])
        table.add(["A", "1234"])
        #expect(table.text() == "NAME         N\nRoom 101     7\nA         1234\n")
    }

    @Test("a document whose list is empty, short or long is whole JSON", arguments: [0, 1, 3, 5000])
    func streamedDocument(count: Int) throws {
        struct Head: Encodable { let schema = "x/1" }
        let terminal = RecordingTerminal()
        JSONText.write(Head(), list: "rows", of: (0..<count).map { ["n": $0] }, to: terminal)
        let value = try JSONFixture.object(terminal.output)
        #expect((value["rows"] as? [[String: Int]])?.map { $0["n"] } == Array(0..<count))
        #expect(value["schema"] as? String == "x/1")
    }

    @Test(
        "a row that writes itself is what the encoder writes",
        arguments: [
            nil, "", "plain", "a/b", "quote \" here", "back\\slash", "line\nend", "\u{0}", "\u{7F}", "größe", "👩‍👧",
        ]
    )
    func rows(text: String?) {
        let session = Report.Session(
            id: text.map { SessionID($0) },
            poolID: nil,
            outcome: .stuck,
            attempts: 12,
            reason: text.map { .answered(LastAnswer(meaning: .refused, detail: $0)) }
        )
        expectSame(ReportDocument.Session(session))
        expectSame(SessionsList.Row(id: text, poolID: text, pool: nil, kind: "production"))
        expectSame(SessionsList.Row(id: nil, poolID: nil, pool: nil, kind: nil))
    }

    private func expectSame(_ row: some JSONRow) {
        var line = JSONLine()
        line.append(row)
        #expect(line.take() + "\n" == JSONText.line(row))
    }

    @Test(
        "what comes from the service cannot leave its line",
        arguments: ["\u{1B}[2J", "a\nb", "\u{202E}", "\u{9B}31m", "\u{2028}"]
    )
    func hostileText(text: String) {
        var table = TextTable([("NAME", .left)])
        table.add(["x\(text)y"])
        let body = table.text().dropFirst("NAME\n".count).dropLast()
        #expect(
            body.unicodeScalars.allSatisfy {
                ![.control, .format, .lineSeparator].contains($0.properties.generalCategory)
            }
        )
    }
}
