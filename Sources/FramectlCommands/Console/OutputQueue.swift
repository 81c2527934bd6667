import Dispatch
import Glibc
import Synchronization

/// Writes to standard output and standard error on a thread of its own, in the order in which it was told to: whoever reads slowly, or not
/// at all, keeps nobody else waiting. When one of the two is not read, what is meant for the other goes past.
final class OutputQueue: Sendable {
    private struct Piece {
        let stream: OutputStream
        var bytes: ArraySlice<UInt8>
    }

    private struct State {
        var pieces: [Piece] = []
        var isWriting = false
        /// Why output was lost, for another reason than that nobody reads it any more.
        var loss: String?
        /// Streams that take nothing any more.
        var closed: Set<OutputStream> = []
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "output")

    /// Why data was lost on the way to standard output.
    var loss: String? { state.withLock { $0.loss } }

    /// Takes bytes; does not wait.
    ///
    /// - Returns: Whether nothing that was taken for the stream before is still to be written.
    func write(_ bytes: [UInt8], to stream: OutputStream) -> Bool {
        let (begins, wasIdle) = state.withLock { state in
            let wasIdle = !state.pieces.contains { $0.stream == stream }
            guard !bytes.isEmpty, !state.closed.contains(stream) else { return (false, wasIdle) }
            state.pieces.append(Piece(stream: stream, bytes: bytes[...]))
            defer { state.isWriting = true }
            return (!state.isWriting, wasIdle)
        }
        if begins { queue.async { self.drain() } }
        return wasIdle
    }

    /// Returns when all that was taken is written, or can never be.
    func finish() {
        queue.sync {}
    }

    /// The same, but waits no longer than a terminal that is held (^S) should keep anybody.
    func finish(within limit: DispatchTimeInterval) {
        let written = DispatchSemaphore(value: 0)
        queue.async { written.signal() }
        _ = written.wait(timeout: .now() + limit)
    }

    private func drain() {
        while let stream = next() {
            let taken = state.withLock { state in
                state.pieces.firstIndex { $0.stream == stream }.map { (index: $0, bytes: state.pieces[$0].bytes) }
            }
            guard let taken else { continue }
            let part = taken.bytes.prefix(Self.chunk(stream))
            let written = part.withUnsafeBytes { Glibc.write(stream.descriptor, $0.baseAddress, $0.count) }
            let failure = errno
            state.withLock { state in
                if written >= 0 {
                    state.pieces[taken.index].bytes = taken.bytes.dropFirst(written)
                    if state.pieces[taken.index].bytes.isEmpty { state.pieces.remove(at: taken.index) }
                } else if failure != EINTR, failure != EAGAIN {
                    state.closed.insert(stream)
                    state.pieces.removeAll { $0.stream == stream }
                    if stream == .output, failure != EPIPE { state.loss = String(cString: strerror(failure)) }
                }
            }
        }
    }

    /// The stream to write to next: that of the oldest piece, unless only the other one takes something. Waits until one does.
    private func next() -> OutputStream? {
        let waiting: [OutputStream] = state.withLock { state in
            guard let first = state.pieces.first else {
                state.isWriting = false
                return []
            }
            let other = state.pieces.first { $0.stream != first.stream }
            return [first.stream] + (other.map { [$0.stream] } ?? [])
        }
        guard let first = waiting.first else { return nil }
        if Self.isReady([first], within: Self.patience) == first { return first }
        return Self.isReady(waiting, within: -1) ?? first
    }

    /// How long the order of the streams is kept when one of them is not read, in milliseconds.
    private static let patience: CInt = 200

    /// The first of some streams that takes something without making the writer wait, or that is broken.
    private static func isReady(_ streams: [OutputStream], within milliseconds: CInt) -> OutputStream? {
        var polled = streams.map { pollfd(fd: $0.descriptor, events: Int16(POLLOUT), revents: 0) }
        guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return nil }
        return zip(streams, polled).first { $0.1.revents != 0 }?.0
    }

    /// How much a stream that is ready takes without making the writer wait: a pipe that has room has room for a page.
    private static func chunk(_ stream: OutputStream) -> Int {
        var status = stat()
        let isFile = fstat(stream.descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        return isFile ? 1 << 20 : 4_096
    }
}

extension OutputStream {
    fileprivate var descriptor: CInt { self == .output ? STDOUT_FILENO : STDERR_FILENO }
}
