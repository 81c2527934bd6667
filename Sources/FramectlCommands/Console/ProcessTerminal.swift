import Dispatch
import Glibc
import Synchronization

/// The streams of this process.
package struct ProcessTerminal: Terminal {
    /// Makes the terminal of this process. A reader that goes away (`| head`) must not end a run: SIGPIPE is ignored, and what
    /// cannot be written is dropped.
    package init() {
        signal(SIGPIPE, SIG_IGN)
    }

    package func write(_ text: String, to stream: OutputStream) {
        let descriptor: CInt = stream == .output ? STDOUT_FILENO : STDERR_FILENO
        var text = text
        text.withUTF8 { bytes in
            var offset = 0
            while offset < bytes.count {
                let written = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
                if written > 0 {
                    offset += written
                } else if written < 0, errno == EINTR {
                    continue
                } else {
                    return
                }
            }
        }
    }

    package func readLine() async -> String? {
        let waiting = PendingLine()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiting.begin(continuation)
                DispatchQueue.global().async { waiting.end(Swift.readLine()) }
            }
        } onCancel: {
            waiting.end(nil)
        }
    }

    package func isInteractive(_ stream: StandardStream) -> Bool {
        switch stream {
        case .input: isatty(STDIN_FILENO) == 1
        case .output: isatty(STDOUT_FILENO) == 1
        case .talk: isatty(STDERR_FILENO) == 1
        }
    }

    package func width() -> Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}

/// A line that is waited for: given once, by standard input or by the end of the wait, whichever comes first.
private final class PendingLine: Sendable {
    private enum State {
        case idle
        case waiting(CheckedContinuation<String?, Never>)
        case ended
    }

    private let state = Mutex(State.idle)

    func begin(_ continuation: CheckedContinuation<String?, Never>) {
        let isOver = state.withLock { state in
            if case .ended = state { return true }
            state = .waiting(continuation)
            return false
        }
        if isOver { continuation.resume(returning: nil) }
    }

    func end(_ line: String?) {
        let waiting = state.withLock { state in
            defer { state = .ended }
            return state
        }
        if case .waiting(let continuation) = waiting { continuation.resume(returning: line) }
    }
}
