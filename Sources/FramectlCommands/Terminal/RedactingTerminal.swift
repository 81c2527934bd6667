import FrameAPI

/// A terminal that removes credentials from all output. Every command receives this one.
struct RedactingTerminal: Terminal {
    let terminal: any Terminal
    let redaction: Redaction

    func write(_ text: String, to stream: OutputStream) -> Bool {
        terminal.write(redaction.redact(text), to: stream)
    }

    func write(_ bytes: [UInt8], to stream: OutputStream) -> Bool {
        terminal.write(redaction.redact(bytes), to: stream)
    }

    func readLine(isSecret: Bool) async -> String? { await terminal.readLine(isSecret: isSecret) }

    func isInteractive(_ stream: StandardStream) -> Bool { terminal.isInteractive(stream) }

    func size() -> TerminalSize { terminal.size() }

    func hold(for drawing: ScreenDrawing) -> Bool { terminal.hold(for: drawing) }

    func release() { terminal.release() }
}
