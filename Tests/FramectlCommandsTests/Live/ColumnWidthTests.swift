import Testing

@testable import FramectlCommands

@Suite("Columns of text")
struct ColumnWidthTests {
    @Test(
        "are counted as terminals do",
        arguments: [
            ("", 0), ("Theatre", 7), ("Café", 4), ("Cafe\u{301}", 4), ("会議室", 6), ("ｶﾅ", 2), ("ＡＢ", 4), ("한국어", 6),
            ("🎪", 2), ("👍🏽", 2), ("🇩🇪", 2), ("❤️", 2), ("♥", 1), ("█▒░", 3), ("Ωß€", 3), ("\u{1100}\u{1161}\u{11A8}", 2),
            ("\u{200B}", 0), ("𠮷", 2),
        ]
    )
    func width(text: String, columns: Int) {
        #expect(ColumnWidth.of(text) == columns)
    }

    @Test(
        "are what text is cut to, with a mark where there is room for one",
        arguments: [
            ("Theatre", 7, "Theatre"), ("Theatre", 6, "Theat…"), ("Theatre", 1, "T"), ("Theatre", 0, ""),
            ("会議室", 6, "会議室"), ("会議室", 5, "会議…"), ("会議室", 4, "会…"), ("会議室", 1, ""),
        ]
    )
    func cut(text: String, limit: Int, result: String) {
        #expect(text.cut(toColumns: limit) == result)
        #expect(ColumnWidth.of(result) <= limit)
    }

    @Test("are filled up on the side that is asked for")
    func padding() {
        #expect("会".padded(toColumns: 4) == "会  ")
        #expect("7".padded(toColumns: 3, left: false) == "  7")
        #expect("1234".padded(toColumns: 3) == "1234")
    }

    @Test("of a table's cells decide where its columns are")
    func table() {
        var table = TextTable([("NAME", .left), ("N", .right)])
        table.add(["会議室", "7"])
        table.add(["Theatre", "12"])
        #expect(table.text() == "NAME      N\n会議室    7\nTheatre  12\n")
    }

    @Test(
        "may hold more than ASCII only where the locale says so",
        arguments: [
            (["LANG": "C.UTF-8"], true), (["LANG": "de_DE.utf8"], true), ([:], false), (["LANG": "C"], false),
            (["LC_ALL": "C", "LANG": "C.UTF-8"], false),
            (["LC_ALL": "", "LC_CTYPE": "en_US.UTF-8", "LANG": "C"], true),
            (["LC_CTYPE": "C", "LANG": "en_US.UTF-8"], false), (["LANG": "ja_JP.UTF-8"], false),
        ] as [([String: String], Bool)]
    )
    func locale(environment: [String: String], isUnicode: Bool) {
        #expect(Display.isUnicode(environment) == isUnicode)
    }
}
