import FrameAPI
import Glibc

/// Shows what a hook, or a command that provides a secret, writes, line by line, each with a prefix: harmless to a terminal, and bounded, whatever it is.
struct HookOutput {
    /// How many lines are shown; the others are counted.
    static let mostLines = 2_000
    /// How many characters of a line are shown.
    static let longestLine = 1_000
    /// How many bytes of a line are kept: enough for a complete secret that begins in the shown part.
    static let keptBytes = 128 << 10

    private let prefix: String
    private let terminal: any Terminal
    private let redaction: Redaction
    private var line: [UInt8] = []
    private var lines = 0

    /// Makes an output.
    ///
    /// - Parameters:
    ///   - prefix: The beginning of every line.
    ///   - terminal: Where lines are shown, as messages.
    ///   - redaction: Removes secrets before a line is truncated: a truncated secret is not recognized.
    init(prefix: String, terminal: any Terminal, redaction: Redaction) {
        self.prefix = prefix
        self.terminal = terminal
        self.redaction = redaction
    }

    /// Receives the next bytes, and shows the completed lines.
    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while let end = Self.lineEnd(in: rest) {
            keep(rest[..<end])
            endLine()
            rest = rest[(end + 1)...]
        }
        keep(rest)
    }

    /// Shows the rest of a last line without an end, and reports how many lines were not shown.
    mutating func finish() {
        if !line.isEmpty { endLine() }
        if lines > Self.mostLines { show("… and \(lines - Self.mostLines) more lines") }
    }

    private static func lineEnd(in bytes: Slice<UnsafeRawBufferPointer>) -> Int? {
        let part = UnsafeRawBufferPointer(rebasing: bytes)
        guard let start = part.baseAddress, let found = memchr(start, CInt(UInt8(ascii: "\n")), part.count) else {
            return nil
        }
        return bytes.startIndex + (UnsafeRawPointer(found) - start)
    }

    private mutating func keep(_ bytes: Slice<UnsafeRawBufferPointer>) {
        guard lines < Self.mostLines else {
            // Only the existence of a line matters from here on.
            if line.isEmpty, let first = bytes.first { line.append(first) }
            return
        }
        line.append(contentsOf: bytes.prefix(Self.keptBytes - line.count))
    }

    private mutating func endLine() {
        lines += 1
        if lines <= Self.mostLines { show(text) }
        line.removeAll(keepingCapacity: true)
    }

    private var text: String {
        let end = line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...]
        let text = String(decoding: end.map { $0 == UInt8(ascii: "\t") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
        return Excerpt.of(redaction.redact(text), limit: Self.longestLine)
    }

    private func show(_ text: String) {
        terminal.write("\(prefix): \(text)\n", to: .talk)
    }
}
