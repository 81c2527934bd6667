import FrameOperations
import Glibc
import Synchronization

/// A lock on one byte of a file, held until it is released or the process ends, however it ends.
///
/// It belongs to the open file and not to the process, so that two runs of one process exclude each other as well. Closing the file
/// elsewhere does not release it.
final class ClaimLock: Sendable {
    /// From `linux/fcntl.h`: `F_OFD_GETLK` and `F_OFD_SETLK`.
    private static let query: CInt = 36
    private static let set: CInt = 37

    /// The file of locks, which has to remain the file at its path, because another run would lock another file.
    let stamp: FileStamp
    private let descriptor: Mutex<CInt?>

    private init(_ descriptor: CInt, _ stamp: FileStamp) {
        self.descriptor = Mutex(descriptor)
        self.stamp = stamp
    }

    deinit { release() }

    /// Takes the lock, without waiting.
    ///
    /// - Parameters:
    ///   - byte: Its place in the file of locks.
    ///   - journal: The journal of the file of locks, which is created when it is missing.
    /// - Returns: `nil`, when another holder has it.
    /// - Throws: `journal-unavailable`, when the file cannot be opened or cannot be locked.
    static func take(_ byte: Int, beside journal: String) throws(JournalError) -> ClaimLock? {
        let descriptor = open(JournalPath.locks(of: journal), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .system("the file of its locks cannot be opened", journal, errno: errno) }
        guard let stamp = FileStamp(descriptor: descriptor) else {
            close(descriptor)
            throw .system("the file of its locks cannot be opened", journal, errno: errno)
        }
        let lock = ClaimLock(descriptor, stamp)
        var range = range(of: byte)
        if fcntl(descriptor, set, &range) == 0 { return lock }
        guard errno == EAGAIN || errno == EACCES else {
            throw .system("its file system cannot lock", journal, errno: errno)
        }
        return nil
    }

    /// Returns which of some bytes are locked.
    static func held(among bytes: [Int], beside journal: String) throws(JournalError) -> Set<Int> {
        guard !bytes.isEmpty else { return [] }
        let descriptor = open(JournalPath.locks(of: journal), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        if descriptor < 0 && errno == ENOENT { return [] }
        guard descriptor >= 0 else { throw .system("the file of its locks cannot be opened", journal, errno: errno) }
        defer { close(descriptor) }
        var held: Set<Int> = []
        for byte in bytes {
            var range = range(of: byte)
            guard fcntl(descriptor, query, &range) == 0 else {
                throw .system("its file system cannot lock", journal, errno: errno)
            }
            if CInt(range.l_type) != F_UNLCK { held.insert(byte) }
        }
        return held
    }

    /// Releases the lock at once: a process that is being started holds the open file until its program begins, and closing alone would
    /// leave the lock with it until then.
    func release() {
        let descriptor = descriptor.withLock { descriptor in
            defer { descriptor = nil }
            return descriptor
        }
        guard let descriptor else { return }
        var everything = flock(l_type: Int16(F_UNLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
        _ = fcntl(descriptor, Self.set, &everything)
        close(descriptor)
    }

    private static func range(of byte: Int) -> flock {
        flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: byte, l_len: 1, l_pid: 0)
    }
}
