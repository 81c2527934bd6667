import Glibc

/// A terminal that does not show what is typed, until it is told to again.
struct TerminalSilence: Sendable {
    private let before: termios

    /// Silences the terminal of standard input. What was typed before it was silent is dropped: it stands on the screen.
    ///
    /// - Returns: `nil` when standard input is no terminal.
    init?() {
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
        before = settings
        settings.c_lflag &= ~tcflag_t(ECHO)
        settings.c_lflag |= tcflag_t(ECHONL)
        guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings) == 0 else { return nil }
    }

    /// Shows again what is typed.
    func end() {
        var settings = before
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
    }
}
