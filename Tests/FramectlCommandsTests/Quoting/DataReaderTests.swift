import Foundation
import FrameSettings
import Testing

@testable import FramectlCommands

/// What Python's readers make of what is written for them.
@Suite("Data for a reader")
struct DataReaderTests {
    /// Runs a program of Python that prints JSON.
    private func read<Value: Decodable>(_ program: String, _ input: String, as _: Value.Type) async throws -> Value {
        let result = try await RealTool.run("python3", ["-c", program], input: input)
        try #require(result.status == 0, "\(result.talk)")
        return try JSONDecoder().decode(Value.self, from: Data(result.output.utf8))
    }

    private static let csv = """
        import csv, io, json, sys
        print(json.dumps(list(csv.reader(io.TextIOWrapper(sys.stdin.buffer, "utf-8", newline=""), strict=True))))
        """

    @Test("of CSV are the very cells: no row and no column that nobody wrote", arguments: 1...6)
    func csv(columns: Int) async throws {
        let texts = NastyText.texts(columns * 120, seed: UInt64(columns))
        let rows = (0..<120).map { row in Array(texts[row * columns..<(row + 1) * columns]) }
        let written = rows.map { CSVText().row($0) }.joined()
        let read = try await read(Self.csv, written, as: [[String]].self)
        #expect(read.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
    }

    @Test(
        "of CSV are quoted where RFC 4180 says so, and nowhere else",
        arguments: [
            ("a,\u{301}b", "\"a,\u{301}b\""), ("a\"\u{301}", "\"a\"\"\u{301}\""), ("a\r\nb", "\"a\r\nb\""),
            ("a\rb", "\"a\rb\""), ("a\u{2028}b", "a\u{2028}b"), (" a ", " a "), ("'x'", "'x'"),
        ]
    )
    func quoted(cell: String, written: String) {
        #expect(CSVText().row([cell, "x"]).utf8.elementsEqual("\(written),x\r\n".utf8))
    }

    @Test(
        "of CSV compute nothing in a spreadsheet, where that is asked for",
        arguments: [
            "=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx", " =1", "\u{A0}\n@x", "\u{FEFF}=1", "＝1", "=\u{301}1", "\r\n-1",
        ]
    )
    func inert(cell: String) async throws {
        let safe = CSVText(isSpreadsheetSafe: true).row([cell, "x"])
        #expect(try await read(Self.csv, safe, as: [[String]].self) == [["'" + cell, "x"]])
        let exact = CSVText().row([cell, "x"])
        #expect(try await read(Self.csv, exact, as: [[String]].self) == [[cell, "x"]])
    }

    @Test(
        "of CSV stay as they are that a spreadsheet takes for text",
        arguments: ["a=1", "1", "", " ", "'=1", "x-y", "é"]
    )
    func text(cell: String) {
        #expect(CSVText(isSpreadsheetSafe: true).row([cell, "x"]) == CSVText().row([cell, "x"]))
    }

    private static let xml = """
        import json, sys, xml.etree.ElementTree as tree
        print(json.dumps([element.text or "" for element in tree.fromstring(sys.stdin.buffer.read())]))
        """

    @Test("of XML are the very texts", arguments: [1, 2])
    func xml(seed: UInt64) async throws {
        let texts = NastyText.texts(200, seed: seed, where: NastyText.isOfASchedule)
        let written = "<a>" + texts.map { "<b>\(XMLText.escaped($0))</b>" }.joined() + "</a>"
        #expect(
            try await read(Self.xml, written, as: [String].self).map { Array($0.utf8) } == texts.map { Array($0.utf8) }
        )
    }

    private static let yaml = """
        import json, sys
        try: import yaml
        except ImportError: print("null"); sys.exit()
        print(json.dumps(yaml.safe_load(sys.stdin.buffer.read().decode())))
        """

    private static let words =
        [
            "", "~", "null", "yes", "No", "on", "12", "1e3", "0x1f", "2026-01-01", "a: b", "a #b", "it's", "\"",
            "\u{FEFF}x", "\u{FFFE}",
        ]
        + [
            "'\u{301}", "\"\u{301}", "\\\u{301}", ":\u{301}", "a\r\nb", "\u{85}", "\u{2029}", "\u{E000}",
            "a0000000-0000-4000-8000-000000000001",
        ]

    @Test("of YAML are the very texts, for the tool itself and for PyYAML", arguments: [1, 2])
    func yaml(seed: UInt64) async throws {
        let texts = NastyText.texts(200, seed: seed) + Self.words
        let written = texts.enumerated().map { "k\($0): \(YAMLScalar.text($1))\n" }.joined()
        let own = try SettingsFile(path: "/f", text: written).table
        #expect(own.rows.count == texts.count)
        for (row, text) in zip(own.rows, texts) where !row.value.utf8.elementsEqual(text.utf8) {
            // Yams takes a byte order mark at the beginning of a text for none of it.
            if row.value.utf8.elementsEqual(text.utf8.dropFirst(3)), text.unicodeScalars.first == "\u{FEFF}" {
                continue
            }
            Issue.record("\(row.value.debugDescription) instead of \(text.debugDescription)")
        }
        guard let other = try await read(Self.yaml, written, as: [String: String]?.self) else { return }
        #expect(texts.indices.map { Array((other["k\($0)"] ?? "missing").utf8) } == texts.map { Array($0.utf8) })
    }

    @Test("of a Windows command line have backslashes before their quotation marks, whatever marks those have")
    func windows() {
        #expect(WindowsArgument.quoted("a\"\u{301} b").utf8.elementsEqual("\"a\\\"\u{301} b\"".utf8))
        #expect(WindowsArgument.quoted("\"\u{301}").utf8.elementsEqual("\"\\\"\u{301}\"".utf8))
        #expect(WindowsArgument.quoted(#"a b\"#) == #""a b\\""#)
        for text in NastyText.texts(500, seed: 1) {
            #expect(
                Self.argument(WindowsArgument.quoted(text)).utf8.elementsEqual(text.utf8),
                "\(text.debugDescription)"
            )
        }
    }

    /// One argument as the C runtime of Windows is documented to read it.
    private static func argument(_ text: String) -> String {
        var word = String.UnicodeScalarView()
        var backslashes = 0
        for scalar in text.unicodeScalars {
            if scalar == "\\" {
                backslashes += 1
                continue
            }
            word.append(contentsOf: repeatElement("\\", count: scalar == "\"" ? backslashes / 2 : backslashes))
            if scalar != "\"" || !backslashes.isMultiple(of: 2) { word.append(scalar) }
            backslashes = 0
        }
        word.append(
            contentsOf: repeatElement("\\", count: text.utf8.last == UInt8(ascii: "\"") ? backslashes / 2 : backslashes)
        )
        return String(word)
    }
}
