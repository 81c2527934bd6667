import Dispatch
import Glibc
import Synchronization

/// Stops the process for the shell (^Z) after removing the live status from the screen, and draws it again when the process is continued
/// (`fg`).
enum JobControl {
    private static let drawing = Mutex<ScreenDrawing?>(nil)
    private static let queue = DispatchQueue(label: "job control")

    /// The pipe from the signal handlers; created on first use.
    private static let wake: (reading: CInt, writing: CInt) = {
        var ends: [CInt] = [-1, -1]
        // A command that is started meanwhile inherits none of it.
        socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
        return (ends[0], ends[1])
    }()

    /// Starts to handle stops. Where the signal is ignored, it stays ignored.
    static func begin(_ new: ScreenDrawing) {
        let isFirst = drawing.withLock { drawing in
            defer { drawing = new }
            return drawing == nil
        }
        guard isFirst else { return }
        _ = isListening
        catchSignals()
    }

    /// Restores the system's handling.
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

    /// Stops the process; returns when it is continued, or at once without a shell that could continue it.
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

/// A drawing in place on a screen, or a hidden question, with the functions to remove and restore it.
package struct ScreenDrawing: Sendable {
    /// Removes it, and draws nothing more.
    let pause: @Sendable () -> Void
    /// Draws it again, at the present place of the cursor.
    let resume: @Sendable () -> Void
}
