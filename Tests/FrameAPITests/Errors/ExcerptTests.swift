import Testing

@testable import FrameAPI

@Suite("An excerpt")
struct ExcerptTests {
    @Test(
        "is harmless to a terminal, whatever stands in it, and with whatever marks",
        arguments: [
            ("plain", "plain"), ("a\u{1B}[2Jb", "a\u{FFFD}[2Jb"), ("a\u{9B}31mb", "a\u{FFFD}31mb"),
            ("a\u{1B}\u{301}]52;c;eA==\u{7}", "a\u{FFFD}\u{301}]52;c;eA==\u{FFFD}"), ("\u{202E}abc", "\u{FFFD}abc"),
            ("\u{2066}a\u{2069}", "\u{FFFD}a\u{FFFD}"), ("a\u{200B}b\u{FEFF}", "a\u{FFFD}b\u{FFFD}"),
            ("a\r\nb", "a\u{FFFD}\u{FFFD}b"), ("a\u{2028}b\u{85}c", "a\u{FFFD}b\u{FFFD}c"),
            ("é e\u{301}", "é e\u{301}"),
        ]
    )
    func harmless(text: String, shown: String) {
        #expect(Excerpt.of(text, limit: 100).utf8.elementsEqual(shown.utf8))
    }

    @Test("holds nothing that must not be shown, whatever of it would be written in another way, however short")
    func redacted() {
        let redaction = Redaction()
        for secret in ["Tr0ub4dor\u{200B}é-And3-Horse", "a\tb", "x\u{301}\u{301}\u{301}\u{301}\u{301}y"] {
            redaction.hide(Secret(secret))
            Redaction.$current.withValue(redaction) {
                #expect(Excerpt.of("pool \(secret)!", limit: 300) == "pool <redacted>!")
            }
        }
    }

    @Test("is cut at a number of characters, however many marks they have", arguments: [0, 1, 3, 4])
    func cut(marks: Int) {
        let letter = "a" + String(repeating: "\u{301}", count: marks)
        let text = String(repeating: letter, count: 10)
        #expect(Excerpt.of(text, limit: 10).utf8.elementsEqual(text.utf8))
        #expect(Excerpt.of(text, limit: 4).utf8.elementsEqual((String(repeating: letter, count: 4) + "…").utf8))
    }

    @Test("has a few marks on a letter and no thousands, and says that some were left out")
    func marks() {
        let letter = "a" + String(repeating: "\u{301}", count: 2_000)
        let shown = "a\u{301}\u{301}\u{301}\u{301}\u{FFFD}"
        #expect(Excerpt.of(letter, limit: 80).utf8.elementsEqual(shown.utf8))
        #expect(Excerpt.of(letter + letter, limit: 80).utf8.elementsEqual((shown + shown).utf8))
        #expect(Excerpt.of(String(repeating: "\u{489}", count: 100_000), limit: 80).unicodeScalars.count == 5)
        // As much as real writing has.
        for text in ["שָׁלוֹם", "ế", "ที่นี่", "नमस्ते"] { #expect(Excerpt.of(text, limit: 80).utf8.elementsEqual(text.utf8)) }
    }
}
