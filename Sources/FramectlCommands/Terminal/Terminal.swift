/// Where people and data are: the boundary to the process's three streams.
package protocol Terminal: Sendable {
    /// Writes text as it is; does not wait for whoever reads it.
    ///
    /// - Returns: Whether everything written to the stream before has been taken. An empty text only asks.
    @discardableResult
    func write(_ text: String, to stream: OutputStream) -> Bool
    /// Writes bytes that may be no text.
    @discardableResult
    func write(_ bytes: [UInt8], to stream: OutputStream) -> Bool
    /// Reads a line. Waits without holding a thread of the pool.
    ///
    /// - Parameter isSecret: Whether a terminal must not show what is typed.
    /// - Returns: The next line of standard input without its end; `nil` when there is none.
    func readLine(isSecret: Bool) async -> String?
    /// Whether a person sits at a stream.
    func isInteractive(_ stream: StandardStream) -> Bool
    /// How much the terminal shows at this moment; a usual size where there is none.
    func size() -> TerminalSize
    /// Takes the screen for something that is drawn in place: what is typed does not show, and the screen is cleared of it when the shell
    /// stops the process. May be called again and again.
    ///
    /// - Returns: Whether it may be drawn: not behind a shell.
    func hold(for drawing: ScreenDrawing) -> Bool
    /// Gives the screen back.
    func release()
}

extension Terminal {
    /// The next line of standard input; a terminal shows what is typed.
    package func readLine() async -> String? { await readLine(isSecret: false) }

    func hold(for drawing: ScreenDrawing) -> Bool { true }

    func release() {}
}

/// The two streams to write to.
package enum OutputStream: Sendable {
    /// Standard output: data.
    case output
    /// Standard error: talk.
    case talk
}

/// The three streams of a process.
package enum StandardStream: Sendable {
    case input, output, talk
}

/// How much a terminal shows, in characters.
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

    /// What is assumed where there is no terminal, or one that does not say.
    package static let usual = TerminalSize(columns: 80, rows: 24)
}
