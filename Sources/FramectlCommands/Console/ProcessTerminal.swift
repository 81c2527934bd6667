import Dispatch
import Glibc

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
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: Swift.readLine()) }
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
