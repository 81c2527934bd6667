import Foundation
import Glibc
import Synchronization

/// A pipe from a child process, and what came out of it. No other child inherits it.
final class ChildStream: Sendable {
    private enum Reading {
        case unread, underWay, ended
    }

    /// The end for the child.
    let writing: Int32
    private let source: Int32
    private let bytes = Mutex<[UInt8]>([])
    private let reading = Mutex(Reading.unread)

    init() throws {
        // A named one, for it is opened closed to other children from the first moment.
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.url.appending(path: "pipe").path
        guard mkfifo(path, 0o600) == 0 else { throw Self.failed }
        source = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        writing = open(path, O_WRONLY | O_CLOEXEC)
        guard source >= 0, writing >= 0, fcntl(source, F_SETFL, O_RDONLY) == 0 else { throw Self.failed }
    }

    private static var failed: SpawnFailed { SpawnFailed(path: "a pipe", reason: String(cString: strerror(errno))) }

    deinit { if reading.withLock({ $0 == .unread }) { close(source) } }

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    /// Whether nothing more will come out.
    var isAtEnd: Bool { reading.withLock { $0 != .underWay } }

    /// Makes the pipe as small as the kernel lets it be: one page.
    func shrink() {
        let setPipeSize: Int32 = 1031
        _ = fcntl(writing, setPipeSize, 4096)
    }

    /// Reads on a thread of its own, to the end or up to a number of bytes, after which the pipe has no reader.
    func read(upTo limit: Int, _ observe: @escaping @Sendable (Int) -> Void) {
        reading.withLock { $0 = .underWay }
        Thread.detachNewThread { [self] in
            var buffer = [UInt8](repeating: 0, count: 512)
            var left = limit
            while left > 0 {
                let count = Glibc.read(source, &buffer, min(buffer.count, left))
                guard count > 0 else { break }
                left -= count
                bytes.withLock { $0.append(contentsOf: buffer.prefix(count)) }
                observe(count)
            }
            close(source)
            reading.withLock { $0 = .ended }
        }
    }
}
