import FoundationEssentials
import Glibc

/// A folder of a test's own, which is removed at the end of the test.
struct Folder {
    let path: String

    static func with<Value>(_ body: (Folder) async throws -> Value) async throws -> Value {
        let path = FileManager.default.temporaryDirectory.path() + "framectl-journal-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(Folder(path: path))
    }

    /// Where the tests keep their journal.
    var journal: String { self / "journal.sqlite" }

    /// The names of all that is in it.
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }

    static func / (folder: Folder, name: String) -> String { "\(folder.path)/\(name)" }
}

/// The permission bits of a file, or `nil` when there is none.
func permissions(_ path: String) -> UInt32? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
}
