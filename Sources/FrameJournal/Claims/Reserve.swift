import FrameOperations
import Glibc
import Synchronization

/// A file beside the journal that reserves disk space. It is removed when the run ends, or when the disk is full and the run has to write.
final class Reserve: Sendable {
    private let path: Mutex<String?>

    /// Reserves the space.
    ///
    /// - Parameters:
    ///   - run: The run; a leftover earlier reserve of it is replaced.
    ///   - journal: The journal of the run.
    ///   - bytes: The size.
    /// - Throws: `journal-full`, when there is not enough space; no file remains.
    init(for run: String, beside journal: String, bytes: Int) throws(JournalError) {
        let path = JournalPath.reserve(of: journal, run: run)
        Self.remove(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system("no reserve can be made beside it", journal, errno: errno) }
        defer { close(descriptor) }
        let code = posix_fallocate(descriptor, 0, bytes)
        guard code == 0 else {
            Self.remove(path)
            throw .system("no reserve can be made beside it", journal, errno: code, bytes: bytes)
        }
        self.path = Mutex(path)
    }

    deinit { release() }

    /// Releases the space.
    ///
    /// - Returns: Whether it was not released before.
    @discardableResult
    func release() -> Bool {
        let path = path.withLock { path in
            defer { path = nil }
            return path
        }
        guard let path else { return false }
        Self.remove(path)
        return true
    }

    /// Removes the reserve of an aborted run.
    static func remove(_ path: String) {
        unlink(path)
    }
}
