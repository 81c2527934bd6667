package import FrameAPI
import Glibc

/// A file that is written completely or not at all, for its owner alone.
package enum FileReplacement {
    /// Writes a temporary file in the same folder, makes it durable, and moves it to its path. An existing file is replaced; any other
    /// entry of this name, a device or a link, is not changed.
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
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw SettingsError.notWritten(path, .notOrdinary)
        }
        let (folder, name) = (FolderPath.of(path) ?? ".", FolderPath.name(in: path))
        let template = "\(folder)/.\(name).\(String(UInt64.random(in: 0...(.max)), radix: 36))"
        // Only its owner may read it, and no command that is started meanwhile inherits it.
        let descriptor = open(template, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SettingsError.notWritten(path, .system(errno)) }
        do throws(SettingsError) {
            try content { (piece) throws(SettingsError) in
                guard write(redaction?.redact(piece) ?? piece, to: descriptor) else {
                    throw SettingsError.notWritten(path, .system(errno))
                }
            }
            guard fsync(descriptor) == 0 else { throw SettingsError.notWritten(path, .system(errno)) }
            guard rename(template, path) == 0 else { throw SettingsError.notWritten(path, .system(errno)) }
            close(descriptor)
        } catch {
            close(descriptor)
            unlink(template)
            throw error
        }
        persist(folder)
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
