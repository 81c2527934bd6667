import FrameOperations
import Glibc

/// The state of the path of a journal. A file that cannot be read, or was changed, is an error and never a missing journal.
enum JournalFileState {
    /// No journal was ever created here.
    case missing
    /// A file without a byte, to which nothing was ever written.
    case empty
    case file

    /// - Throws: `journal-unavailable`, `journal-corrupt`.
    init(_ path: String) throws(JournalError) {
        // Its other files are named after the file behind the links. They are checked before it, because they are never created before it.
        let real = Self.followed(path)
        let trace = Self.trace(of: real)
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK, let left = Self.trace(of: path) {
            // The link has replaced the file that they belong to.
            throw .gone(path, trace: left)
        }
        guard stat(path, &status) == 0 else {
            let code = errno
            guard code == ENOENT else { throw .system("it cannot be read", path, errno: code) }
            if lstat(path, &status) == 0 { throw .unavailable(path, "it is a link to a file that does not exist") }
            if let trace { throw .gone(path, trace: trace) }
            self = .missing
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .unavailable(path, "it is a folder")
        default: throw .unavailable(path, "it is not a file")
        }
        if status.st_size == 0 {
            if trace != nil { throw .emptied(path, hadRuns: true) }
            self = .empty
            return
        }
        for part in [JournalFiles.Part.journal, .log, .index, .locks] {
            let file = real + part.rawValue
            guard faccessat(AT_FDCWD, file, R_OK, AT_EACCESS) == 0 || errno == ENOENT else {
                throw .system("“\(file)” cannot be read", path, errno: errno)
            }
        }
        self = .file
    }

    /// Whether a run was ever begun in the journal.
    static func hasLocks(_ path: String) -> Bool {
        access(JournalPath.locks(of: path), F_OK) == 0
    }

    private static func followed(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func trace(of path: String) -> String? {
        [JournalPath.log(of: path), JournalPath.locks(of: path)].first { access($0, F_OK) == 0 }
    }
}

/// A journal in a folder in which no file can be created, and that no process writes: everything is in the one file.
struct FrozenFile: Sendable {
    private let path: String
    private let stamp: FileStamp

    /// - Returns: `nil`, when there is more in its log.
    init?(_ path: String) throws(JournalError) {
        self.path = path
        do throws(SystemError) {
            stamp = try FileStamp(path)
        } catch {
            throw .system("it cannot be read", path, errno: error.code)
        }
        guard isAllThereIs else { return nil }
    }

    /// - Throws: `journal-unavailable`, when another process has written to it meanwhile.
    func check() throws(JournalError) {
        guard isAllThereIs, (try? FileStamp(path)) == stamp else {
            throw .unavailable(path, "another process writes to it, and its folder cannot be written by this one")
        }
    }

    private var isAllThereIs: Bool {
        do throws(SystemError) {
            return try FileStamp(JournalPath.log(of: path)).size == 0
        } catch {
            return error.code == ENOENT
        }
    }
}
