import FrameAPI

/// A terminal to which nothing of a credential gets through, whoever put it into a text.
struct RedactingTerminal: Terminal {
    let terminal: any Terminal
    let redactor: Redactor

    func write(_ text: String, to stream: OutputStream) -> Bool {
        terminal.write(redactor.redact(text), to: stream)
    }

    func readLine(isSecret: Bool) async -> String? { await terminal.readLine(isSecret: isSecret) }

    func isInteractive(_ stream: StandardStream) -> Bool { terminal.isInteractive(stream) }

    func size() -> TerminalSize { terminal.size() }
}
