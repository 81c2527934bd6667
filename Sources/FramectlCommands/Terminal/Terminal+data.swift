import FrameAPI

extension Terminal {
    /// Writes bytes that are not the tool's own text, such as the body of an answer.
    @discardableResult
    package func write(_ bytes: [UInt8], to stream: OutputStream) -> Bool {
        write(String(decoding: bytes, as: UTF8.self), to: stream)
    }

    /// The size of the screen of a stream; `nil` without a terminal.
    func space(on stream: OutputStream) -> TerminalSize? {
        isInteractive(stream == .output ? .output : .talk) ? size() : nil
    }

    /// Writes sentences for people, with line breaks between words.
    func writeText(_ text: String, to stream: OutputStream = .talk) {
        write(space(on: stream).map { text.wrapped(toColumns: $0.columns) } ?? text, to: stream)
    }

    /// Writes data: exactly into a pipe or a file, and harmless at a terminal.
    func writeData(_ text: String, to stream: OutputStream = .output) {
        write(space(on: stream) == nil ? text : ShownData.text(text), to: stream)
    }

    /// The same for bytes, which need not be text.
    func writeData(_ bytes: [UInt8]) {
        if isInteractive(.output) {
            writeData(String(decoding: bytes, as: UTF8.self))
        } else {
            write(bytes, to: .output)
        }
    }
}

/// Data in the form for a terminal.
enum ShownData {
    /// The text with its lines and tabs, and without characters that affect a terminal or the order of reading: control characters,
    /// invisible formatting characters, and more marks than a letter has. Secrets are removed before.
    static func text(_ text: String) -> String {
        let text = Redaction.current?.redact(text) ?? text
        guard !text.utf8.allSatisfy({ $0 < 0x7F && $0 >= 0x20 || $0 == UInt8(ascii: "\n") }) else { return text }
        var shown = String.UnicodeScalarView()
        var (last, marks): (Unicode.Scalar, Int) = ("\n", 0)
        for scalar in text.unicodeScalars {
            marks = scalar.isMark ? marks + 1 : 0
            // The end of a line of CSV; a return within a line would overwrite it.
            if last == "\r" { shown.append(scalar == "\n" ? last : "\u{FFFD}") }
            last = scalar
            if scalar == "\r" || marks > Excerpt.mostMarks { continue }
            shown.append(scalar == "\n" || scalar == "\t" || scalar.isPrintable ? scalar : "\u{FFFD}")
        }
        if last == "\r" { shown.append("\u{FFFD}") }
        return String(shown)
    }
}
