import Synchronization

/// A terminal at whose bottom some lines are drawn again and again; whatever else is written goes above them.
final class LiveTerminal: Terminal {
    private let terminal: any Terminal
    /// Whether data and talk are on the same screen.
    private let showsOutput: Bool
    private let region = Mutex(LiveRegion())

    init(_ terminal: any Terminal) {
        self.terminal = terminal
        showsOutput = terminal.isInteractive(.output)
    }

    /// Draws lines in the place of those that are there; nothing when they are the same, or while the terminal is behind.
    func draw(_ lines: (TerminalSize) -> [LiveLine]) {
        guard terminal.write("", to: .talk) else { return }
        let size = terminal.size()
        let lines = lines(size)
        region.withLock { _ = terminal.write($0.draw(lines, in: size), to: .talk) }
    }

    /// Takes the lines away.
    func erase() {
        region.withLock { _ = terminal.write($0.erase(in: terminal.size()), to: .talk) }
    }

    @discardableResult
    func write(_ text: String, to stream: OutputStream) -> Bool {
        guard stream == .talk || showsOutput, !text.isEmpty else { return terminal.write(text, to: stream) }
        return region.withLock { region in
            if stream == .talk { return terminal.write(region.insert(text, in: terminal.size()), to: .talk) }
            terminal.write(region.erase(in: terminal.size()), to: .talk)
            return terminal.write(text, to: .output)
        }
    }

    func write(_ bytes: [UInt8], to stream: OutputStream) -> Bool {
        // What is on the same screen is text.
        stream == .output && !showsOutput
            ? terminal.write(bytes, to: stream) : write(String(decoding: bytes, as: UTF8.self), to: stream)
    }

    func readLine(isSecret: Bool) async -> String? { await terminal.readLine(isSecret: isSecret) }

    func isInteractive(_ stream: StandardStream) -> Bool { terminal.isInteractive(stream) }

    func size() -> TerminalSize { terminal.size() }
}
