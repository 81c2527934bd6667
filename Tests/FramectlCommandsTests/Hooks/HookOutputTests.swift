import Testing

@testable import FrameAPI
@testable import FramectlCommands

@Suite("What a hook writes")
struct HookOutputTests {
    /// What is shown of pieces of output.
    private func shown(_ pieces: String..., to terminal: RecordingTerminal = RecordingTerminal()) -> String {
        var output = HookOutput(prefix: "before", terminal: terminal, redaction: Redaction())
        for piece in pieces { Array(piece.utf8).withUnsafeBytes { output.take($0) } }
        output.finish()
        return terminal.talk
    }

    @Test("is shown line by line, however it comes in pieces")
    func lines() {
        #expect(shown("on", "e\ntw", "o\n", "\nthr", "ee") == "before: one\nbefore: two\nbefore: \nbefore: three\n")
        #expect(shown("") == "")
        #expect(shown("one\r\n\ttwo\r\n") == "before: one\nbefore:  two\n")
    }

    @Test("cannot reach the terminal", arguments: ["\u{1B}[2J", "\u{7}", "\u{9B}31m", "\u{202E}", "a\rb", "\u{0}"])
    func harmless(text: String) {
        let line = shown("x\(text)y\n").dropLast()
        #expect(line.hasPrefix("before: x"))
        #expect(line.unicodeScalars.allSatisfy { ![.control, .format].contains($0.properties.generalCategory) })
    }

    @Test("is text, whatever the bytes")
    func garbage() {
        let terminal = RecordingTerminal()
        var output = HookOutput(prefix: "after", terminal: terminal, redaction: Redaction())
        (0...255).map { UInt8($0) }.withUnsafeBytes { output.take($0) }
        output.finish()
        #expect(terminal.talk.split(separator: "\n").count == 2)
        #expect(terminal.talk.split(separator: "\n").allSatisfy { $0.hasPrefix("after: ") })
    }

    @Test("is cut where a line is too long")
    func longLine() {
        let line = String(repeating: "x", count: 300_000)
        #expect(shown(line, line, "\nnext\n") == "before: \(line.prefix(1_000))…\nbefore: next\n")
    }

    @Test("is counted and not shown after many lines")
    func manyLines() {
        let talk = shown(String(repeating: "a line\n", count: 5_000), "one more")
        let lines = talk.split(separator: "\n")
        #expect(lines.count == 2_001)
        #expect(lines.last == "before: … and 3001 more lines")
    }

    @Test("never shows the secret, not even a part of it where a line is cut", arguments: [0, 500, 990, 999, 1_000])
    func secret(position: Int) {
        let recording = RecordingTerminal()
        let redaction = Redaction()
        redaction.hide(Secret("hunter2-hunter2"))
        var output = HookOutput(prefix: "before", terminal: recording, redaction: redaction)
        let line = String(repeating: "x", count: position) + "hunter2-hunter2" + String(repeating: "y", count: 2_000)
        Array(line.utf8).withUnsafeBytes { output.take($0) }
        output.finish()
        #expect(!recording.talk.contains("h"))
        #expect(recording.talk.hasPrefix("before: "))
    }
}
