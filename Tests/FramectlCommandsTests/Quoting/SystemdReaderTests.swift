import Foundation
import FrameAPI
import Testing

@testable import FramectlCommands

@Suite("Text in a unit")
struct SystemdReaderTests {
    /// What systemd has read is among what it tells of a unit when it is asked for every detail: variables as they are, a command quoted
    /// for a shell. The last step, from `$$` to `$`, is taken when the command is started.
    @Test(
        "is read back by systemd as what it was",
        .enabled(if: RealTool.exists("systemd-analyze"), "there is no systemd-analyze on this machine"),
        arguments: [1, 2, 3]
    )
    func real(seed: UInt64) async throws {
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        let words =
            NastyText.texts(60, seed: seed, where: NastyText.isOfASchedule)
            + ["", ";", "%h\u{301}", "\"\u{301}", "\\\u{301}\"", "$\u{301}{HOME}", "-", "@x", "!x", "a\\"]
        let variables = words.enumerated().map { "Environment=" + SystemdText.word("V\($0)=\($1)") + "\n" }
        let command = (["/bin/echo"] + words.map(SystemdText.argument)).joined(separator: " ")
        let unit = "[Service]\nType=oneshot\n\(variables.joined())ExecStart=\(command)\n"
        let path = try folder.write(unit, to: "words.service")
        let script =
            "cd '\(folder.path)'; SYSTEMD_LOG_LEVEL=debug systemd-analyze --man=no verify '\(path)' 2>/dev/null"
        let lines = try await RealTool.run("sh", ["-c", script]).output.parts(between: "\n")
        func told(_ name: String) -> [String] {
            lines.compactMap { line in
                let text = line.trimmingWhitespace()
                return text.begins(with: name) ? String(Substring(text.utf8.dropFirst(name.utf8.count))) : nil
            }
        }
        // Blanks at the end of a line are nobody's here.
        #expect(told("Environment: ") == words.enumerated().map { "V\($0)=\($1)".trimmingWhitespace() })
        let quoted = try #require(told("Command Line: ").first)
        let read = try await RealTool.run("sh", ["-c", "cd '\(folder.path)'; printf '%s\\0' \(quoted)"]).output
            .utf8.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        let due = ["/bin/echo"] + words.map { $0.rewritten { $0 == "$" ? "$$" : nil } }
        #expect(read.map(Array.init) == due.map { Array($0.utf8) })
        #expect(folder.names == ["words.service"], "nothing is carried out")
    }

    @Test(
        "is written so",
        arguments: [
            ("plain-1", "plain-1", "plain-1"), ("", "\"\"", "\"\""), ("a b", "\"a b\"", "\"a b\""),
            (#"q"\"#, #""q\"\\""#, #""q\"\\""#), ("50%", "50%%", "50%%"), ("$X", "$X", "$$X"),
            ("\"\u{301}%\u{301}", "\"\\\"\u{301}%%\u{301}\"", "\"\\\"\u{301}%%\u{301}\""), (";", "\";\"", "\";\""),
        ]
    )
    func known(text: String, word: String, argument: String) {
        #expect(SystemdText.word(text).utf8.elementsEqual(word.utf8))
        #expect(SystemdText.argument(text).utf8.elementsEqual(argument.utf8))
    }

    @Test("can end a line where no backslash and no blank does")
    func whole() {
        for text in ["/a", "/a b", "/a\\b", "/a \u{301}"] { #expect(SystemdText.isWhole(text)) }
        for text in ["/a\\", "/a ", "/a\u{A0}", ""] { #expect(!SystemdText.isWhole(text)) }
    }
}
