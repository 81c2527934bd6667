import Glibc
import Synchronization

/// Keeps a terminal from showing what is typed while lines are drawn on it in place. What is typed is not read: it is there for whoever reads
/// the terminal next. However the process ends, the terminal shows again what is typed, unless the process is killed.
enum TerminalEcho {
    private static let isHidden = Atomic(false)
    nonisolated(unsafe) private static let before = UnsafeMutablePointer<termios>.allocate(capacity: 1)

    /// What signals do otherwise, by their numbers: what prints a backtrace, for one.
    nonisolated(unsafe) private static let earlier = UnsafeMutablePointer<sigaction>.allocate(capacity: 32)

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

    /// Shows it at the end of the process, by itself or by a signal.
    private static let isGuarded: Bool = {
        for number in [SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE] {
            sigaction(number, nil, earlier + Int(number))
            guard !SignalAction.isIgnored(number) else { continue }
            signal(number) { number in
                TerminalEcho.show()
                sigaction(number, TerminalEcho.earlier + Int(number), nil)
                raise(number)
            }
        }
        return atexit { TerminalEcho.show() } == 0
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
