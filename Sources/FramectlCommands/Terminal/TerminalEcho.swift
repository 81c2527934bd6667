import Glibc
import Synchronization

/// Keeps a terminal from showing what is typed: while lines are drawn on it in place, or while a secret is asked for. However the process ends,
/// the terminal shows again what is typed, unless the process is killed.
enum TerminalEcho {
    /// The stream whose terminal hides what is typed; none.
    private static let hidden = Atomic<CInt>(nobody)
    private static let nobody: CInt = -1
    nonisolated(unsafe) private static let before = UnsafeMutablePointer<termios>.allocate(capacity: 1)

    /// What signals do otherwise, by their numbers: what prints a backtrace, for one.
    nonisolated(unsafe) private static let earlier = UnsafeMutablePointer<sigaction>.allocate(capacity: 32)

    /// Hides what is typed while lines are drawn. It is not read: it is there for whoever reads the terminal next.
    ///
    /// - Parameter again: Whether somebody may have changed the terminal since it was hidden.
    static func hide(again: Bool = false) {
        guard again || hidden.load(ordering: .acquiring) == nobody, isInForeground else { return }
        _ = hide(on: STDERR_FILENO, TCSANOW)
    }

    /// Hides the answer to a question on standard input. What was typed before is dropped: it stands on the screen.
    ///
    /// - Returns: Whether it does now, until ``show(_:)``; not where standard input is no terminal, or that of the shell that this runs behind.
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

    /// Whether the terminal is this process's to draw on, and not that of the shell that it runs behind.
    static var isInForeground: Bool { isInForeground(on: STDERR_FILENO) }

    private static func isInForeground(on stream: CInt) -> Bool {
        let group = tcgetpgrp(stream)
        return group < 0 || group == getpgrp()
    }

    /// Shows it when a signal ends the process.
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

/// What a signal does to this process.
enum SignalAction {
    static func isIgnored(_ number: CInt) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }
}
