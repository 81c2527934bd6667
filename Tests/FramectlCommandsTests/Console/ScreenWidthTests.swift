import FrameAPI
import Testing

@testable import FramectlCommands

@Suite("Text on a screen")
struct ScreenWidthTests {
    @Test(
        "breaks its lines at words, indented as they begin; what is longer than a line stays whole",
        arguments: [
            ("one two three", 7, "one two\nthree"), ("  one two three\n", 9, "  one two\n  three\n"),
            ("one two", 7, "one two"), ("abcdefghij k", 4, "abcdefghij\nk"), ("", 3, ""), ("\n\n", 1, "\n\n"),
            ("a  b", 80, "a  b"), ("会議室 会議室", 7, "会議室\n会議室"),
            ("\u{1B}[31mone two\u{1B}[0m", 7, "\u{1B}[31mone two\u{1B}[0m"),
            ("\u{1B}[31mone two\u{1B}[0m", 6, "\u{1B}[31mone\ntwo\u{1B}[0m"),
            // A mark behind a space is a scalar of its own.
            ("one \u{301}two", 4, "one\n\u{301}two"),
        ]
    )
    func words(text: String, columns: Int, shown: String) {
        #expect(text.wrapped(toColumns: columns) == shown)
    }

    @Test("loses and adds no word, whatever the width", arguments: 1...40)
    func everyWidth(columns: Int) {
        let text = "framectl: the confirmation did not match\n  Nothing was closed. Check “a \u{301}b会議室 x”\n"
        let wrapped = text.wrapped(toColumns: columns)
        #expect(wrapped.split { $0.isWhitespace } == text.split { $0.isWhitespace })
    }

    @Test("is broken where somebody sees it, and only there; a secret is hidden before")
    func seen() {
        let (screen, pipe) = (
            RecordingTerminal(isPerson: true, size: TerminalSize(columns: 20, rows: 24)), RecordingTerminal()
        )
        let redaction = Redaction()
        redaction.hide(Secret("secret with blanks in it"))
        Redaction.$current.withValue(redaction) {
            for terminal in [screen, pipe] {
                RedactingTerminal(terminal: terminal, redaction: redaction)
                    .writeText("What nobody sees: secret with blanks in it\n")
            }
        }
        #expect(screen.talk == "What nobody sees:\n<redacted>\n")
        #expect(pipe.talk == "What nobody sees: <redacted>\n")
    }

    private func table() -> TextTable {
        var table = TextTable([("NAME", .left), ("N", .right), ("ID", .detail)])
        table.add(["Hall A, demo stations", "7", "a0000000-0000-4000-8000-0000000000e1"])
        return table
    }

    @Test(
        "in a table is cut where it says least: ids first, then what is longest; numbers stay",
        arguments: [
            (80, "Hall A, demo stations  7  a0000000-0000-4000-8000-0000000000e1"),
            (61, "Hall A, demo stations  7  a0000000-0000-4000-8000-0000000000…"),
            (35, "Hall A, demo stations  7  a0000000…"), (34, "Hall A, demo stations  7"), (14, "Hall A, de…  7"),
            (1, "Hal…  7"),
        ]
    )
    func table(columns: Int, row: String) {
        #expect(table().text(in: columns).split(separator: "\n").last.map(String.init) == row)
    }

    @Test("in a table that goes into a pipe is whole")
    func wholeTable() {
        var table = TextTable([("NAME", .left), ("ID", .detail)])
        let (name, id) = (String(repeating: "n", count: 250), String(repeating: "i", count: 250))
        table.add([name, id])
        #expect(table.text().hasSuffix("\n\(name)  \(id)\n"))
    }
}
