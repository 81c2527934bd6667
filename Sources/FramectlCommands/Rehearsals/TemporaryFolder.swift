import FoundationEssentials
import FrameAPI
import Glibc

/// A folder of its owner alone, for as long as some work takes.
enum TemporaryFolder {
    /// Makes the folder, works, and removes it with all that is in it.
    ///
    /// - Parameters:
    ///   - environment: May say where such folders belong, in `TMPDIR`.
    ///   - work: What to do; is given the folder's path.
    /// - Returns: What the work gave back.
    /// - Throws: `file-not-written`, when the folder cannot be made; what the work throws.
    static func with<Value>(
        environment: [String: String],
        _ work: (String) async throws -> Value
    ) async throws -> Value {
        let place = environment["TMPDIR"].flatMap { $0.begins(with: "/") ? $0 : nil } ?? "/tmp"
        let folder = try made(in: place)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await work(folder)
    }

    /// A name that nobody guesses is the C library's to find.
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
