import FoundationEssentials

/// A file that holds the client secret and nothing else.
enum SecretFile {
    /// Larger files are something else.
    private static let largest = 64 << 10

    static func read(_ path: String) throws(CommandError) -> String {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw unreadable(path, why: "it cannot be read")
        }
        guard data.count <= largest, let text = String(bytes: data, encoding: .utf8) else {
            throw unreadable(path, why: "it does not look like a secret")
        }
        guard text.contains(where: { !$0.isWhitespace }) else { throw unreadable(path, why: "it is empty") }
        return text
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
