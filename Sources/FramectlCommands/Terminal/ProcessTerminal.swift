import Dispatch
import Glibc
import Synchronization

/// The streams of this process.
package final class ProcessTerminal: Terminal {
    private let queue = OutputQueue()

    /// Makes the terminal of this process. A reader that ends (`| head`) must not end a run: SIGPIPE is ignored, and output that cannot be
    /// written is dropped.
    package init() {
        signal(SIGPIPE, SIG_IGN)
        // The number of a closed stream would be used for the next opened file, and messages would be written into that. Where standard
        // output is closed, data is lost.
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
            _ = open("/dev/null", descriptor == STDOUT_FILENO ? O_RDONLY : O_RDWR)
        }
    }

    /// Why data for standard output was lost, except for a reader that has ended.
    package var lostOutput: String? { queue.loss }

    @discardableResult
    package func write(_ text: String, to stream: OutputStream) -> Bool {
        queue.write(Array(text.utf8), to: stream)
    }

    @discardableResult
    package func write(_ bytes: [UInt8], to stream: OutputStream) -> Bool {
        queue.write(bytes, to: stream)
    }

    /// Returns when everything is written, however slowly it is read. A signal ends the process meanwhile, as with any tool whose work is
    /// done.
    package func finish() {
        ProcessEnd.becomeInterruptible()
        queue.finish()
    }

    package func readLine(isSecret: Bool) async -> String? {
        let isHidden = isSecret && TerminalEcho.hideAnswer()
        if isHidden { JobControl.begin(ScreenDrawing(pause: {}, resume: { _ = TerminalEcho.hideAnswer() })) }
        defer {
            if isHidden {
                JobControl.end()
                TerminalEcho.show(TCSAFLUSH)
            }
        }
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

    package func size() -> TerminalSize {
        var size = winsize()
        for descriptor in [STDERR_FILENO, STDOUT_FILENO] where ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 {
            guard size.ws_col > 0, size.ws_row > 0 else { continue }
            return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
        }
        return .usual
    }

    package func hold(for drawing: ScreenDrawing) -> Bool {
        guard TerminalEcho.isInForeground else { return false }
        TerminalEcho.hide()
        JobControl.begin(
            ScreenDrawing(
                pause: { [queue] in
                    drawing.pause()
                    queue.finish(within: .milliseconds(500))
                },
                resume: {
                    TerminalEcho.hide(again: true)
                    drawing.resume()
                }
            )
        )
        return true
    }

    package func release() {
        JobControl.end()
        TerminalEcho.show()
    }
}

/// A pending line: resumed once, by standard input or by the end of the wait, whichever comes first.
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
