import FoundationEssentials

/// A folder of its owner alone, for as long as some work takes.
enum TemporaryFolder {
    /// Makes the folder, works, and removes it with all that is in it.
    ///
    /// - Parameter work: What to do; is given the folder's path.
    /// - Returns: What the work gave back.
    /// - Throws: What the work throws, or what keeps the folder from being made.
    static func with<Value>(_ work: (String) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "framectl-demo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await work(folder.path)
    }
}
