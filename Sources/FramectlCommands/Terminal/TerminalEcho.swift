import Glibc
import Synchronization

/// Hides typed text: while lines are drawn in place, or while a secret is asked for. At the end of the process the terminal shows typed
/// text again, unless the process is killed.
enum TerminalEcho {
    /// The stream whose terminal hides typed text; none.
    private static let hidden = Atomic<CInt>(nobody)
    private static let nobody: CInt = -1
    nonisolated(unsafe) private static let before = UnsafeMutablePointer<termios>.allocate(capacity: 1)

    /// The other handlers of signals, by their numbers: one that prints a backtrace, for example.
    nonisolated(unsafe) private static let earlier = UnsafeMutablePointer<sigaction>.allocate(capacity: 32)

    /// Hides typed text while lines are drawn. It is not read: the next reader of the terminal receives it.
    ///
    /// - Parameter again: Whether another process may have changed the terminal since it was hidden.
    static func hide(again: Bool = false) {
        guard again || hidden.load(ordering: .acquiring) == nobody, isInForeground else { return }
        _ = hide(on: STDERR_FILENO, TCSANOW)
    }

    /// Hides the answer to a question on standard input. Earlier typed text is dropped, because it is on the screen.
    ///
    /// - Returns: Whether it is hidden, until ``show(_:)``; not where standard input is no terminal, or this process is in the background
    ///   of a shell.
    static func hideAnswer() -> Bool {
        isInForeground(on: STDIN_FILENO) && hide(on: STDIN_FILENO, TCSAFLUSH, tcflag_t(ECHONL))
    }

    private static func hide(on stream: CInt, _ action: CInt, _ shown: tcflag_t = 0) -> Bool {
        _ = isGuarded
        let wasHidden = hidden.load(ordering: .acquiring) != nobody
        guard wasHidden || tcgetattr(stream, before) == 0 else { return false }
        var settings = before.pointee
        settings.c_lflag = settings.c_lflag & ~tcflag_t(ECHO | ECHONL) | shown
        hidden.store(stream, ordering: .releasing)
        return tcsetattr(stream, action, &settings) == 0
    }

    /// Shows it again. May be called from a signal handler.
    static func show(_ action: CInt = TCSANOW) {
        let stream = hidden.exchange(nobody, ordering: .acquiringAndReleasing)
        guard stream != nobody, isInForeground(on: stream) else { return }
        tcsetattr(stream, action, before)
    }

    /// Whether this process may draw on the terminal, and is not in the background of a shell.
    static var isInForeground: Bool { isInForeground(on: STDERR_FILENO) }

    private static func isInForeground(on stream: CInt) -> Bool {
        let group = tcgetpgrp(stream)
        return group < 0 || group == getpgrp()
    }

    /// Shows typed text again when a signal ends the process.
    private static let isGuarded: Bool = {
        let wishes = [SIGINT, SIGTERM, SIGHUP]
        for number in wishes + [SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE] {
            sigaction(number, nil, earlier + Int(number))
            guard !SignalAction.isIgnored(number) else { continue }
            signal(number) { number in
                TerminalEcho.show()
                sigaction(number, TerminalEcho.earlier + Int(number), nil)
                raise(number)
            }
        }
        return true
    }()
}

/// The effect of a signal on this process.
enum SignalAction {
    static func isIgnored(_ number: CInt) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }
}
