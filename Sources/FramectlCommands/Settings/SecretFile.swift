import Glibc

/// A file that holds the client secret and nothing else; a pipe will do.
enum SecretFile {
    /// Larger files are something else.
    private static let largest = 64 << 10

    static func read(_ path: String) throws(CommandError) -> String {
        guard let bytes = contents(of: path) else { throw unreadable(path, why: "it cannot be read") }
        guard bytes.count <= largest, let text = String(validating: bytes, as: UTF8.self) else {
            throw unreadable(path, why: "it does not look like a secret")
        }
        guard text.contains(where: { !$0.isWhitespace }) else { throw unreadable(path, why: "it is empty") }
        return text
    }

    /// What the file holds, to a little beyond the largest size that is taken.
    private static func contents(of path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count <= largest {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return nil }
            bytes.append(contentsOf: buffer.prefix(count))
        }
        return bytes
    }

    private static func unreadable(_ path: String, why: String) -> CommandError {
        CommandError(
            .unreadableSecret,
            detail: "the client secret's file “\(path)” is of no use: \(why)",
            remedy: "Name a file that holds the secret on one line and that you can read, "
                + "with FRAME_CLIENT_SECRET_FILE or --client-secret-file"
        )
    }
}
