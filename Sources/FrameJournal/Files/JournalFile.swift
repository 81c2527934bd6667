import FrameAPI
import FrameOperations
import Glibc

/// The journal's file and folder, readable by their owner alone.
enum JournalFile {
    /// Creates missing parts: folders for their owner alone, and an empty file.
    ///
    /// The file is created without being opened: closing it would release SQLite's locks of another connection of this process.
    static func createIfMissing(_ path: String) throws(JournalError) {
        guard try JournalFileState(path) == .missing else { return }
        try createFolder(of: path, for: path)
        guard mknod(path, S_IFREG | 0o600, 0) == 0 || errno == EEXIST else {
            throw .system("the file cannot be created", path, errno: errno)
        }
        synchronize(folder(of: path))
    }

    /// Refuses a file that cannot be written, or whose folder cannot: SQLite creates files beside it.
    static func admitWriting(_ path: String) throws(JournalError) {
        guard isWritable(path) else { throw .system("the file cannot be written", path, errno: errno) }
        guard isWritable(folder(of: path)) else { throw .system("its folder cannot be written", path, errno: errno) }
    }

    /// How a file is to be opened for reading.
    static func accessForReading(_ path: String) throws(JournalError) -> Connection.Access {
        if isWritable(folder(of: path)) { return .shared }
        if let frozen = try FrozenFile(path) { return .frozen(frozen) }
        // With an existing index, SQLite reads the log without writing.
        guard access(path + JournalFiles.Part.index.rawValue, R_OK) == 0 else { throw .unreadableLog(path) }
        return .shared
    }

    /// The one path of the file, without links: its locks are named after it, so that there is only one set of them.
    ///
    /// - Parameter path: An absolute path of an existing file.
    /// - Returns: Its path without links.
    /// - Throws: `journal-unavailable`, when the file has a second name.
    static func resolved(_ path: String) throws(JournalError) -> String {
        guard let real = realpath(path, nil) else { throw .system("its path cannot be followed", path, errno: errno) }
        defer { free(real) }
        var status = stat()
        guard stat(real, &status) == 0 else { throw .system("it cannot be read", path, errno: errno) }
        if status.st_nlink > 1 {
            throw .unavailable(path, "the file has another name (a hard link), under which its runs would not be seen")
        }
        return String(cString: real)
    }

    private static func isWritable(_ path: String) -> Bool {
        faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0
    }

    private static func createFolder(of child: String, for path: String) throws(JournalError) {
        let folder = folder(of: child)
        guard access(folder, F_OK) != 0 else { return }
        try createFolder(of: folder, for: path)
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw .system("the folder “\(folder)” cannot be created", path, errno: errno)
        }
        synchronize(Self.folder(of: folder))
    }

    private static func folder(of path: String) -> String {
        FolderPath.of(path) ?? "/"
    }

    /// Makes a new entry of a folder survive a loss of power, as far as the file system supports it.
    private static func synchronize(_ folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
