import FrameAPI
import Glibc

/// A file that holds the client secret and nothing else, for its owner alone; a pipe will do.
enum SecretFile {
    /// Larger files are something else.
    private static let largest = 64 << 10

    static func read(_ path: String) throws(CommandError) -> Secret {
        let file: BoundedFile
        do throws(BoundedFile.Problem) {
            file = try BoundedFile(reading: path, limit: largest, waits: true)
        } catch {
            throw unreadable(path, why: error.words)
        }
        guard !file.isRegular || file.permissions & 0o077 == 0 else { throw exposed(path, file) }
        guard let text = file.text else { throw unreadable(path, why: "it does not look like a secret") }
        guard !text.isBlank else { throw unreadable(path, why: "it is empty") }
        return Secret(text)
    }

    private static func exposed(_ path: String, _ file: BoundedFile) -> CommandError {
        CommandError(
            .unsafeFile,
            detail:
                "the client secret's file “\(path)” has mode 0\(String(file.permissions, radix: 8)): others than its owner "
                + "may have read it",
            remedy:
                "Take that from them: chmod 600 \(path); if others use this machine, replace the secret in the console"
        )
    }

    private static func unreadable(_ path: String, why: String) -> CommandError {
        CommandError(
            .unreadableSecret,
            detail: "the client secret's file “\(path)” is of no use: \(why)",
            remedy: "Name a file that holds the secret on one line and that you can read, "
                + "with FRAME_CLIENT_SECRET_FILE, --client-secret-file, or client_secret_file in a profile"
        )
    }
}
