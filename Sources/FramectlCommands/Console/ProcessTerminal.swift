import Dispatch
import Glibc
import Synchronization

/// The streams of this process.
package final class ProcessTerminal: Terminal {
    private let loss = Mutex<String?>(nil)

    /// Makes the terminal of this process. A reader that goes away (`| head`) must not end a run: SIGPIPE is ignored, and what
    /// cannot be written is dropped.
    package init() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Why data was lost on the way to standard output, for another reason than that nobody reads it any more.
    package var lostOutput: String? {
        loss.withLock { $0 }
    }

    package func write(_ text: String, to stream: OutputStream) {
        let descriptor: CInt = stream == .output ? STDOUT_FILENO : STDERR_FILENO
        var text = text
        let failure = text.withUTF8 { Self.write($0, to: descriptor) }
        guard stream == .output, let failure, failure != EPIPE else { return }
        loss.withLock { $0 = $0 ?? String(cString: strerror(failure)) }
    }

    /// Writes all of it, waiting for a reader that is slow; gives back the error that kept it from doing so.
    private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: CInt) -> CInt? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeBufferPointer(rebasing: rest)
            let written = Glibc.write(descriptor, part.baseAddress, part.count)
            if written >= 0 {
                rest = rest.dropFirst(written)
            } else if errno == EAGAIN {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
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
