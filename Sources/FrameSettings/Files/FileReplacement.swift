package import FrameAPI
import Glibc

/// A file that is written completely or not at all, for its owner alone: a temporary file in the same folder, moved to its path at the end.
package struct FileReplacement: ~Copyable {
    private let path: String
    private let template: String
    private let descriptor: CInt

    /// Makes an empty file beside a place. A file that is there already is to be replaced; anything else that has the name, a device or a
    /// link, is not changed.
    ///
    /// - Parameter path: Where the file is to be.
    /// - Throws: ``SettingsError`` with the code `file-not-written`, naming the path.
    package init(of path: String) throws(SettingsError) {
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw .notWritten(path, .notOrdinary)
        }
        let (folder, name) = (FolderPath.of(path) ?? ".", FolderPath.name(in: path))
        let template = "\(folder)/.\(name).\(String(UInt64.random(in: 0...(.max)), radix: 36))"
        // Nobody but its owner may read it, and no command that is started meanwhile holds it.
        let descriptor = open(template, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .notWritten(path, .system(errno)) }
        (self.path, self.template, self.descriptor) = (path, template, descriptor)
    }

    deinit {
        close(descriptor)
        // Once it was moved, nothing has this name.
        unlink(template)
    }

    /// Writes the next piece.
    package func write(_ piece: String) throws(SettingsError) {
        guard Self.write(piece, to: descriptor) else { throw .notWritten(path, .system(errno)) }
    }

    /// Makes what was written durable.
    package func persist() throws(SettingsError) {
        guard fsync(descriptor) == 0 else { throw .notWritten(path, .system(errno)) }
    }

    /// Moves it to its place.
    package consuming func commit() throws(SettingsError) {
        guard rename(template, path) == 0 else { throw .notWritten(path, .system(errno)) }
        Self.persist(FolderPath.of(path) ?? ".")
    }

    /// Writes a file.
    ///
    /// - Parameters:
    ///   - path: The path of the file.
    ///   - redaction: Removes what must not be written; `nil` for files that are the user's own settings, or the secret itself.
    ///   - content: Passes the content, piece by piece, to its argument.
    /// - Throws: ``SettingsError`` with the code `file-not-written`, naming the path.
    package static func write(
        _ path: String,
        hiding redaction: Redaction?,
        content: ((String) throws(SettingsError) -> Void) throws(SettingsError) -> Void
    ) throws(SettingsError) {
        let file = try FileReplacement(of: path)
        try content { (piece) throws(SettingsError) in try file.write(redaction?.redact(piece) ?? piece) }
        try file.persist()
        try file.commit()
    }

    private static func write(_ text: String, to descriptor: CInt) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let part = UnsafeBufferPointer(rebasing: rest)
                let written = Glibc.write(descriptor, part.baseAddress, part.count)
                if written >= 0 {
                    rest = rest.dropFirst(written)
                } else if errno != EINTR {
                    return false
                }
            }
            return true
        }
    }

    /// Makes the new name durable, where the file system can.
    private static func persist(_ folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
