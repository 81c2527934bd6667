import Foundation
import FrameWording
import Testing

@testable import FramectlCommands

/// Whatever stands in a text, its reader gets it back, and carries nothing out.
@Suite("Words for a shell")
struct ShellReaderTests {
    /// Shells, and how each is told to read a script and nothing of the user's.
    private static let shells: [(name: String, options: [String])] = [
        ("sh", []), ("bash", ["--norc", "--noprofile"]), ("bash", ["--posix"]), ("zsh", ["-f"]),
        ("zsh", ["-f", "-o", "rcquotes"]), ("fish", ["--no-config"]),
    ]

    @Test("are read back as what they were, and nothing in them is carried out", arguments: shells.indices)
    func words(index: Int) async throws {
        let shell = Self.shells[index]
        guard RealTool.exists(shell.name) else {
            try Test.cancel("\(shell.name) is not on this machine")
        }
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        let words =
            NastyText.texts(150, seed: UInt64(index))
            + ["", "=ls", "%self", "~", "-", "--", "'\u{301}", "\\\u{301}'", "a\u{301}\nb", "\u{301}", "\\", "'"]
        let script =
            "cd \(ShellWord.quoted(folder.path)); printf '%s\\0' \(words.map(ShellWord.quoted).joined(separator: " "))"
        let read = try await RealTool.run(shell.name, shell.options + ["-c", script])
        #expect(read.status == 0, "\(read.talk)")
        let parts = read.output.utf8.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        #expect(parts.map(Array.init) == words.map { Array($0.utf8) }, "\(shell.name)")
        #expect(folder.names.isEmpty, "nothing is carried out")
    }

    @Test(
        "are written so",
        arguments: [
            ("plain-word_1.2/x:y,z@+%=", "plain-word_1.2/x:y,z@+%="), ("", "''"), ("a b", "'a b'"),
            ("it's", #"'it'\''s'"#),
            (#"a\b"#, #"'a'\\'b'"#), ("'\u{301}", "\\''\u{301}'"), ("=ls", "'=ls'"), ("é", "'é'"), ("''", #"\'\'"#),
        ]
    )
    func known(word: String, written: String) {
        #expect(ShellWord.quoted(word).utf8.elementsEqual(written.utf8))
    }
}
