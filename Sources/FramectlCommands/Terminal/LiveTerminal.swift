import Synchronization

/// A terminal with some redrawn lines at its bottom; all other output goes above them.
final class LiveTerminal: Terminal {
    private struct Screen {
        var region = LiveRegion()
        /// Whether the process is about to be stopped, or is.
        var isPaused = false
    }

    private let terminal: any Terminal
    /// Whether data and messages are on the same screen.
    private let showsOutput: Bool
    private let screen = Mutex(Screen())

    init(_ terminal: any Terminal) {
        self.terminal = terminal
        showsOutput = terminal.isInteractive(.output)
    }

    /// Draws lines in place of the present ones; nothing when they are equal, while the terminal is slow, or in the background of a shell.
    func draw(_ lines: (TerminalSize) -> [LiveLine]) {
        guard terminal.write("", to: .talk) else { return }
        let size = terminal.size()
        let lines = lines(size)
        screen.withLock { screen in
            guard !screen.isPaused, lines.isEmpty || terminal.hold(for: drawing) else { return }
            terminal.write(screen.region.draw(lines, in: size), to: .talk)
        }
    }

    /// Removes the lines.
    func erase() {
        screen.withLock { _ = terminal.write($0.region.erase(in: terminal.size()), to: .talk) }
        terminal.release()
    }

    private var drawing: ScreenDrawing {
        ScreenDrawing(
            pause: {
                self.screen.withLock { screen in
                    screen.isPaused = true
                    self.terminal.write(screen.region.erase(in: self.terminal.size()), to: .talk)
                }
            },
            // Another process has written meanwhile.
            resume: { self.screen.withLock { $0 = Screen() } }
        )
    }

    @discardableResult
    func write(_ text: String, to stream: OutputStream) -> Bool {
        guard stream == .talk || showsOutput, !text.isEmpty else { return terminal.write(text, to: stream) }
        return screen.withLock { screen in
            if stream == .talk { return terminal.write(screen.region.insert(text, in: terminal.size()), to: .talk) }
            terminal.write(screen.region.erase(in: terminal.size()), to: .talk)
            return terminal.write(text, to: .output)
        }
    }

    func write(_ bytes: [UInt8], to stream: OutputStream) -> Bool {
        // Output on the same screen is text.
        stream == .output && !showsOutput
            ? terminal.write(bytes, to: stream) : write(String(decoding: bytes, as: UTF8.self), to: stream)
    }

    func readLine(isSecret: Bool) async -> String? { await terminal.readLine(isSecret: isSecret) }

    func isInteractive(_ stream: StandardStream) -> Bool { terminal.isInteractive(stream) }

    func size() -> TerminalSize { terminal.size() }
}
