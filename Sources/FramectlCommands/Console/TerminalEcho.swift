import Glibc
import Synchronization

/// Keeps a terminal from showing what is typed while lines are drawn on it in place. What is typed is not read: it is there for whoever reads
/// the terminal next. However the process ends, the terminal shows again what is typed, unless the process is killed.
enum TerminalEcho {
    private static let isHidden = Atomic(false)
    nonisolated(unsafe) private static let before = UnsafeMutablePointer<termios>.allocate(capacity: 1)

    /// Hides what is typed.
    ///
    /// - Parameter again: Whether somebody may have changed the terminal since it was hidden.
    static func hide(again: Bool = false) {
        let wasHidden = isHidden.load(ordering: .acquiring)
        guard again || !wasHidden, isInForeground else { return }
        _ = isGuarded
        if !wasHidden { guard tcgetattr(STDERR_FILENO, before) == 0 else { return } }
        var settings = before.pointee
        settings.c_lflag &= ~tcflag_t(ECHO | ECHONL)
        isHidden.store(true, ordering: .releasing)
        tcsetattr(STDERR_FILENO, TCSANOW, &settings)
    }

    /// Shows it again. May be called from a signal handler.
    static func show() {
        guard isHidden.exchange(false, ordering: .acquiringAndReleasing), isInForeground else { return }
        tcsetattr(STDERR_FILENO, TCSANOW, before)
    }

    /// Whether the terminal is this process's to draw on, and not that of the shell that it runs behind.
    static var isInForeground: Bool {
        let group = tcgetpgrp(STDERR_FILENO)
        return group < 0 || group == getpgrp()
    }

    /// Shows it at the end of the process, by itself or by a signal that nobody else deals with.
    private static let isGuarded: Bool = {
        for number in [SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE] {
            let earlier = signal(number) { number in
                TerminalEcho.show()
                signal(number, SIG_DFL)
                raise(number)
            }
            if earlier != nil { signal(number, earlier) }
        }
        return atexit { TerminalEcho.show() } == 0
    }()
}
