#if canImport(Glibc)
    package import Glibc
#elseif canImport(Musl)
    package import Musl
#else
    package import Darwin
#endif

/// A file that was read completely, as it was when it was opened, if it is not larger than its limit. Opening it never blocks.
package struct BoundedFile: Sendable {
    /// Its content.
    package let bytes: [UInt8]
    /// Its owner, permissions and file system.
    package let status: FileStatus

    /// Why a file cannot be read.
    package enum Problem: Error, Equatable {
        /// There is no file of this name.
        case missing
        /// It is a broken link, or the named folder on its path is one.
        case danglingLink(folder: String?)
        /// The system's reason.
        case unreadable(String)
        /// It is a folder, a device, or a pipe that is not read.
        case notOrdinary(FileStatus.Kind)
        /// It is a pipe whose writer took longer than this.
        case late(Duration)
        /// It has more bytes than it should.
        case tooLarge
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: Its path.
    ///   - limit: The maximum number of bytes.
    ///   - patience: How long the writer of a pipe may take; `nil` for no pipes.
    /// - Throws: ``Problem``.
    package init(reading path: String, limit: Int, patience: Duration? = nil) throws(Problem) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw .lastError }
            throw Self.danglingLink(in: path).map { .danglingLink(folder: $0 == path ? nil : $0) } ?? .missing
        }
        defer { close(descriptor) }
        guard let status = FileStatus(of: descriptor) else { throw .lastError }
        self.status = status
        switch status.kind {
        case .ordinary: bytes = try Self.contents(of: descriptor, limit: limit, until: nil)
        case .pipe:
            guard let patience else { throw .notOrdinary(.pipe) }
            do throws(Problem) {
                bytes = try Self.contents(of: descriptor, limit: limit, until: .now + patience)
            } catch .late {
                throw .late(patience)
            }
        case .folder, .other: throw .notOrdinary(status.kind)
        }
    }

    /// Reads standard input to its end, without a time limit.
    ///
    /// - Parameter limit: The maximum number of bytes.
    /// - Returns: The bytes.
    /// - Throws: ``Problem``.
    package static func standardInput(limit: Int) throws(Problem) -> [UInt8] {
        try contents(of: STDIN_FILENO, limit: limit, until: nil)
    }

    private static func contents(
        of descriptor: CInt,
        limit: Int,
        until deadline: ContinuousClock.Instant?
    ) throws(Problem) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= limit {
            // A pipe that no writer has opened yet would seem to be at its end.
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let left = deadline.map { max(0, ($0 - .now) / .milliseconds(1)) } ?? -1
            switch poll(&ready, 1, CInt(left.rounded(.up))) {
            case 0: throw .late(.zero)
            case ..<0 where errno != EINTR: throw .lastError
            case ..<0: continue
            default: break
            }
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
            guard count > 0 else { throw .lastError }
            bytes.append(contentsOf: buffer.prefix(count))
        }
        throw .tooLarge
    }

    /// The first broken link in a path and its folders.
    private static func danglingLink(in path: String) -> String? {
        var place: String? = path
        var status = stat()
        while let name = place, !name.isEmpty {
            if lstat(name, &status) == 0 { return stat(name, &status) == 0 ? nil : name }
            place = FolderPath.of(name)
            if place == name { return nil }
        }
        return nil
    }

    /// The text, if it is one, without a byte order mark at its head.
    package var text: String? { String(validating: bytes, as: UTF8.self)?.droppingByteOrderMark() }

    /// Why it is not text, as the end of a sentence that begins with "it".
    package var whyNoText: String {
        bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
            ? "is UTF-16; save it as UTF-8" : "is not text in UTF-8"
    }
}

/// The system's information about a file.
package struct FileStatus: Sendable {
    /// The kind of a file.
    package enum Kind: Sendable {
        case ordinary, folder, pipe, other
    }

    /// Its kind.
    package let kind: Kind
    /// Its owner.
    package let owner: uid_t
    /// Its group.
    package let group: gid_t
    /// Its permission bits.
    package let permissions: mode_t
    /// Its file system.
    package let device: dev_t

    /// Gets the status of an open file.
    init?(of descriptor: CInt) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Gets the status of a file by its name; of a link's target, not of the link.
    ///
    /// - Parameter path: Its path.
    package init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .ordinary
            case S_IFDIR: .folder
            case S_IFIFO: .pipe
            default: .other
            }
        owner = status.st_uid
        group = status.st_gid
        permissions = status.st_mode & 0o7777
        device = status.st_dev
    }

    /// Its mode as `chmod` takes it.
    package var mode: String { "0\(String(permissions, radix: 8))" }
}

extension BoundedFile.Problem {
    fileprivate static var lastError: Self { .unreadable(String(cString: strerror(errno))) }

    /// The same, as the end of a sentence that begins with the file.
    package var words: String {
        switch self {
        case .missing: "does not exist"
        case .danglingLink(nil): "is a link to nothing"
        case .danglingLink(let folder?): "does not exist: “\(folder)” is a link to nothing"
        case .unreadable(let reason): "cannot be read: \(reason)"
        case .notOrdinary(.folder): "is a folder"
        case .notOrdinary(.pipe): "is a pipe, and a file is needed"
        case .notOrdinary: "is not an ordinary file"
        case .late(let patience): "is a pipe that was not written to its end within \(patience.inWords)"
        case .tooLarge: "is too large"
        }
    }
}
