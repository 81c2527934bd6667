import FoundationEssentials
import FrameAPI
import Glibc

/// A folder for its owner alone, while some work runs.
enum TemporaryFolder {
    /// Creates the folder, runs the work, and removes the folder with its content.
    ///
    /// - Parameters:
    ///   - environment: May name the place of such folders, in `TMPDIR`.
    ///   - work: The work; it receives the folder's path.
    /// - Returns: The result of the work.
    /// - Throws: `file-not-written`, when the folder cannot be created; the error of the work.
    static func with<Value>(
        environment: [String: String],
        _ work: (String) async throws -> Value
    ) async throws -> Value {
        let place = environment["TMPDIR"].flatMap { $0.begins(with: "/") ? $0 : nil } ?? "/tmp"
        let folder = try made(in: place)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await work(folder)
    }

    /// The C library chooses a name that cannot be guessed.
    private static func made(in place: String) throws(CommandError) -> String {
        var name = Array("\(place)/framectl-demo-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else {
            throw CommandError(
                .fileNotWritten,
                detail: "no folder can be made in “\(place)”: \(String(cString: strerror(errno)))",
                remedy: "Set TMPDIR to a folder that you can write to"
            )
        }
        return String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
