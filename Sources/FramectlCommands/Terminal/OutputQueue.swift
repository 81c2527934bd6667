import Dispatch
import Glibc
import Synchronization

/// Writes to standard output and standard error on a thread of its own, in order: a slow reader, or none, delays no other part of the
/// process. When one of the two is not read, output for the other one goes ahead.
final class OutputQueue: Sendable {
    private struct State {
        var backlog = OutputBacklog()
        var isWriting = false
        /// Why output was lost, except for a reader that has ended.
        var loss: String?
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "output")

    /// Why data for standard output was lost.
    var loss: String? { state.withLock { $0.loss } }

    /// Adds bytes; does not block.
    ///
    /// - Returns: Whether the stream has no earlier pending output.
    func write(_ bytes: [UInt8], to stream: OutputStream) -> Bool {
        state.withLock { state in
            let wasIdle = state.backlog.isIdle(stream)
            state.backlog.add(bytes, to: stream)
            if !state.isWriting, !state.backlog.waiting.isEmpty {
                state.isWriting = true
                // Under the lock: a later call of `finish` finds it in the queue.
                queue.async { self.drain() }
            }
            return wasIdle
        }
    }

    /// Returns when all output is written, or cannot be written any more.
    func finish() {
        queue.sync {}
    }

    /// The same, with a time limit for a terminal that is held (^S).
    func finish(within limit: DispatchTimeInterval) {
        let written = DispatchSemaphore(value: 0)
        queue.async { written.signal() }
        _ = written.wait(timeout: .now() + limit)
    }

    private func drain() {
        while let stream = next() {
            let part = state.withLock { $0.backlog.next(stream, limit: Self.chunk(stream)) }
            let (written, failure) = part.withUnsafeBytes { bytes in
                let written = Glibc.write(stream.descriptor, bytes.baseAddress, bytes.count)
                return (written, written < 0 ? errno : 0)
            }
            state.withLock { state in
                if written >= 0 {
                    state.backlog.advance(stream, by: written)
                } else if failure != EINTR, failure != EAGAIN {
                    state.backlog.close(stream)
                    if stream == .output, failure != EPIPE { state.loss = String(cString: strerror(failure)) }
                }
            }
        }
    }

    /// The stream to write to next: that of the oldest piece, unless only the other one is ready. Waits until one is; `nil` when there is
    /// nothing to write.
    private func next() -> OutputStream? {
        let waiting = state.withLock { state in
            let waiting = state.backlog.waiting
            state.isWriting = !waiting.isEmpty
            return waiting
        }
        guard let first = waiting.first else { return nil }
        return Self.ready([first], within: Self.patience) ?? Self.ready(waiting, within: -1) ?? first
    }

    /// How long the order of the streams is kept when one of them is not read, in milliseconds.
    private static let patience: CInt = 200

    /// The first of some streams that can be written without blocking, or that is broken.
    private static func ready(_ streams: [OutputStream], within milliseconds: CInt) -> OutputStream? {
        var polled = streams.map { pollfd(fd: $0.descriptor, events: Int16(POLLOUT), revents: 0) }
        var count: CInt
        repeat {
            count = poll(&polled, nfds_t(polled.count), milliseconds)
        } while count < 0 && errno == EINTR
        guard count > 0 else { return nil }
        return zip(streams, polled).first { $0.1.revents != 0 }?.0
    }

    /// How much a ready stream accepts without blocking: a pipe with free space has space for a page.
    private static func chunk(_ stream: OutputStream) -> Int {
        isFile(stream) ? 1 << 20 : 4_096
    }

    private static func isFile(_ stream: OutputStream) -> Bool {
        var status = stat()
        return fstat(stream.descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}

extension OutputStream {
    fileprivate var descriptor: CInt { self == .output ? STDOUT_FILENO : STDERR_FILENO }
}
