import Dispatch
import Glibc
import Synchronization

/// Stops the process for the shell (^Z) with what it draws taken off the screen, and draws anew when it is continued (`fg`).
enum JobControl {
    private static let drawing = Mutex<ScreenDrawing?>(nil)
    private static let queue = DispatchQueue(label: "job control")

    /// Where the signal handlers write and what is woken by them; made when it is first used.
    private static let wake: (reading: CInt, writing: CInt) = {
        var ends: [CInt] = [-1, -1]
        // A command that is started meanwhile holds none of it.
        socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
        return (ends[0], ends[1])
    }()

    /// Begins to stop in order. Where the signal is ignored, it stays so.
    static func begin(_ new: ScreenDrawing) {
        let isFirst = drawing.withLock { drawing in
            defer { drawing = new }
            return drawing == nil
        }
        guard isFirst else { return }
        _ = isListening
        catchSignals()
    }

    /// Leaves it to the system again.
    static func end() {
        let wasOn = drawing.withLock { drawing in
            defer { drawing = nil }
            return drawing != nil
        }
        guard wasOn else { return }
        for number in [SIGTSTP, SIGCONT] where !SignalAction.isIgnored(number) { signal(number, SIG_DFL) }
    }

    private static func catchSignals() {
        guard wake.reading >= 0, !SignalAction.isIgnored(SIGTSTP) else { return }
        for number in [SIGTSTP, SIGCONT] {
            signal(number) { number in
                let before = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(JobControl.wake.writing, &byte, 1)
                errno = before
            }
        }
    }

    private static let isListening: Bool = {
        queue.async {
            var byte: UInt8 = 0
            while true {
                let count = read(wake.reading, &byte, 1)
                guard count == 1 || errno == EINTR else { return }
                guard count == 1 else { continue }
                if CInt(byte) == SIGTSTP { stop() }
                guard let drawing = drawing.withLock({ $0 }) else { continue }
                drawing.resume()
            }
        }
        return true
    }()

    /// Stops the process; returns when it is continued, or at once where no shell is there that could.
    private static func stop() {
        drawing.withLock({ $0 })?.pause()
        TerminalEcho.show()
        signal(SIGCONT, SIG_DFL)
        signal(SIGTSTP, SIG_DFL)
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTSTP)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        raise(SIGTSTP)
        if drawing.withLock({ $0 != nil }) { catchSignals() }
    }
}

/// What is drawn on a screen in place, or asked for unseen, for whoever has to take it off for a while.
package struct ScreenDrawing: Sendable {
    /// Takes it off, and draws nothing more.
    let pause: @Sendable () -> Void
    /// Draws it anew, wherever the cursor is by now.
    let resume: @Sendable () -> Void
}
