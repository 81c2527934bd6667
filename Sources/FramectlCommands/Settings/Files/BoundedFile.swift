import Glibc

/// A file that was read whole, as it was when it was opened, if it is no larger than such a file should be.
struct BoundedFile: Sendable {
    /// What it holds.
    let bytes: [UInt8]
    /// Whose it is.
    let owner: uid_t
    /// Who may do what with it: the permission bits.
    let permissions: mode_t
    /// Whether it is a file in the narrow sense, and no pipe or device.
    let isRegular: Bool

    /// What keeps a file from being read.
    enum Problem: Error, Equatable {
        /// There is none of this name.
        case missing
        /// The system's reason.
        case unreadable(String)
        /// It has more bytes than it should.
        case tooLarge
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: Its path.
    ///   - limit: How many bytes it may have.
    ///   - waits: Whether to wait for whoever writes into a pipe; otherwise there is nothing in it.
    /// - Throws: ``Problem``.
    init(reading path: String, limit: Int, waits: Bool = false) throws(Problem) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | (waits ? 0 : O_NONBLOCK))
        guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .lastError }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .lastError }
        owner = status.st_uid
        permissions = status.st_mode & 0o7777
        isRegular = status.st_mode & S_IFMT == S_IFREG
        bytes = try Self.contents(of: descriptor, limit: limit)
    }

    private static func contents(of descriptor: CInt, limit: Int) throws(Problem) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .lastError }
            bytes.append(contentsOf: buffer.prefix(count))
        }
        throw .tooLarge
    }

    /// The text, if it is one.
    var text: String? { String(validating: bytes, as: UTF8.self) }
}

extension BoundedFile.Problem {
    fileprivate static var lastError: Self { .unreadable(String(cString: strerror(errno))) }

    /// The same, as the end of a sentence that begins with the file.
    var words: String {
        switch self {
        case .missing: "there is no such file"
        case .unreadable(let reason): "it cannot be read: \(reason)"
        case .tooLarge: "it is too large"
        }
    }
}
