import ArgumentParser
import FrameAPI
import Testing

@testable import FramectlCommands

@Suite("A word for a completion")
struct CompletionWordTests {
    @Test(
        "is escaped for the shell that asks",
        arguments: [
            (.bash, "Hall A", "'Hall A'"), (.bash, "Ada's", #"'Ada'\''s'"#), (.bash, "'\u{301};x", "''\\''\u{301};x'"),
            (.zsh, "a:b", #"a\:b"#), (.zsh, "a:\u{301}b", "a\\:\u{301}b"), (.fish, "a:b (c)", "a:b (c)"),
        ] as [(CompletionShell, String, String)]
    )
    func escaped(shell: CompletionShell, word: String, written: String) {
        #expect(CompletionWord.escaped(word, for: shell)?.utf8.elementsEqual(written.utf8) == true)
    }

    @Test(
        "is left out for every shell where one of them would carry it out, replace it, or take it for something else",
        arguments: [
            "", "$(x)", "a`x`", "`\u{301}x`", "$\u{301}HOME", "a\\", "a\\\u{301}'", "x!!", "!\u{301}x", "~", "~root",
            "=ls",
            "%1", "-x", "-\u{301}x", "#a", "a\nb", "a\u{1B}[2J", "a\u{202E}b", "a\u{200B}b", "\u{301}a", "a\tb",
            "a\u{2003}b",
            "a\u{A0}b", "a\u{301}\u{301}\u{301}\u{301}\u{301}", String(repeating: "a", count: 201),
        ]
    )
    func unsafe(word: String) {
        for shell in [CompletionShell.bash, .zsh, .fish] { #expect(CompletionWord.escaped(word, for: shell) == nil) }
    }

    @Test(
        "is given though it looks odd",
        arguments: ["Ada's \"room\"", "50 %", "a=b", "a;b|c&d", "(x) [y] {z} *?", "é e\u{301}"]
    )
    func odd(word: String) {
        #expect(CompletionWord.isSafe(word))
    }

    @Test("of bash is one word in single quotes, whatever it holds")
    func bash() {
        for text in NastyText.texts(2_000, seed: 1) {
            guard let word = CompletionWord.escaped(text, for: .bash) else { continue }
            // Outside the quotes stands nothing but a quote behind a backslash.
            let rest = String(decoding: Array(word.utf8).replacing(Array("'\\''".utf8), with: []), as: UTF8.self)
            #expect(rest.parts(between: "'").count == 3, "\(word)")
            #expect(rest.begins(with: "'") && rest.ends(with: "'"))
        }
    }
}
