/// The terminal for people and data: the boundary to the process's three streams.
package protocol Terminal: Sendable {
    /// Writes text as it is; does not wait for its reader.
    ///
    /// - Returns: Whether all earlier output of the stream has been written. An empty text only asks.
    @discardableResult
    func write(_ text: String, to stream: OutputStream) -> Bool
    /// Writes bytes that need not be text.
    @discardableResult
    func write(_ bytes: [UInt8], to stream: OutputStream) -> Bool
    /// Reads a line. Waits without blocking a thread of the pool.
    ///
    /// - Parameter isSecret: Whether a terminal must hide the typed text.
    /// - Returns: The next line of standard input without its end; `nil` when there is none.
    func readLine(isSecret: Bool) async -> String?
    /// Whether a stream is a terminal.
    func isInteractive(_ stream: StandardStream) -> Bool
    /// The present size of the terminal; a usual size where there is none.
    func size() -> TerminalSize
    /// Reserves the screen for a drawing in place: typed text is hidden, and the screen is cleared when the shell stops the process. May be
    /// called repeatedly.
    ///
    /// - Returns: Whether drawing is allowed: not in the background of a shell.
    func hold(for drawing: ScreenDrawing) -> Bool
    /// Releases the screen.
    func release()
}

extension Terminal {
    /// The next line of standard input; a terminal shows the typed text.
    package func readLine() async -> String? { await readLine(isSecret: false) }

    func hold(for drawing: ScreenDrawing) -> Bool { true }

    func release() {}
}

/// The two streams to write to.
package enum OutputStream: Sendable {
    /// Standard output: data.
    case output
    /// Standard error: messages.
    case talk
}

/// The three streams of a process.
package enum StandardStream: Sendable {
    case input, output, talk
}

/// The size of a terminal, in characters.
package struct TerminalSize: Sendable, Equatable {
    /// The width.
    package var columns: Int
    /// The height.
    package var rows: Int

    /// Makes a size.
    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// The size without a terminal, or with one that does not report it.
    package static let usual = TerminalSize(columns: 80, rows: 24)
}
