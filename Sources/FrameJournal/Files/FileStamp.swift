import Glibc

/// Identifies a file, and a state of it.
struct FileStamp: Sendable, Equatable {
    /// Its size in bytes.
    let size: Int
    private let device: UInt
    private let inode: UInt
    /// In nanoseconds.
    private let modified: Int
    private let changed: Int

    /// The file at a path, behind its links.
    ///
    /// - Throws: The system's error number.
    init(_ path: String) throws(SystemError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw SystemError(errno) }
        self.init(status)
    }

    /// An open file.
    init?(descriptor: CInt) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        size = status.st_size
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
        modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
        changed = status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
    }

    func isSameFile(as other: FileStamp) -> Bool {
        device == other.device && inode == other.inode
    }

    /// The present path of this open file; `nil` when it has no name any more, or the system does not know it.
    var currentPath: String? {
        for descriptor in 0..<CInt(4_096) where FileStamp(descriptor: descriptor)?.isSameFile(as: self) == true {
            guard let found = realpath("/proc/self/fd/\(descriptor)", nil) else { continue }
            defer { free(found) }
            let path = String(cString: found)
            if (try? FileStamp(path))?.isSameFile(as: self) == true { return path }
        }
        return nil
    }
}

/// An error number of the system.
struct SystemError: Error, Equatable {
    let code: CInt

    init(_ code: CInt) {
        self.code = code
    }

    /// The system's message for it.
    var words: String { String(cString: strerror(code)) }
}
