import Glibc
import UnixSignals

/// Ends the process while other threads work: no object is destroyed under them, as in `exit`.
package enum ProcessEnd {
    /// Ends it. Output that the terminal has not written yet is lost: call ``ProcessTerminal/finish()`` before.
    package static func now(_ status: ExitStatus) -> Never {
        TerminalEcho.show()
        _exit(status.rawValue)
    }

    /// Ends it with a last message, before all pending output; the message is dropped where no process reads it.
    static func now(_ status: ExitStatus, saying word: String) -> Never {
        var ready = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        if poll(&ready, 1, 500) > 0, ready.revents & Int16(POLLOUT) != 0 {
            var word = word
            _ = word.withUTF8 { write(STDERR_FILENO, $0.baseAddress, min($0.count, 4_096)) }
        }
        now(status)
    }

    /// Lets signals end the process again.
    static func becomeInterruptible() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in SignalInterruption.heeded.map(\.rawValue) {
            signal(number, SIG_DFL)
            sigaddset(&signals, number)
        }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
}
