import Foundation

/// The compiler, for code that the documentation shows.
enum SwiftCompiler {
    /// What was built, the modules among it.
    static let built = URL(filePath: Framectl.path).deletingLastPathComponent()

    /// Checks a file that may import FrameAPI.
    static func typeCheck(_ source: String, _ options: String...) async throws -> FramectlResult {
        let maps = try modulesInC().flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] }
        return try await ChildProcess.run(
            "/usr/bin/env",
            ["swiftc", "-typecheck", "-swift-version", "6", source, "-I", built.appending(path: "Modules").path]
                + options + maps,
            environment: ProcessInfo.processInfo.environment,
            input: nil,
            limit: .patience
        )
    }

    /// The module maps of what FrameAPI's own dependencies are built on.
    private static func modulesInC() throws -> [String] {
        let checkouts = Document.root.appending(path: ".build/checkouts")
        let ofTargets = try FileManager.default.contentsOfDirectory(at: built, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "build" }.map { $0.appending(path: "module.modulemap") }
        let packages = try FileManager.default.contentsOfDirectory(at: checkouts, includingPropertiesForKeys: nil)
        let ofPackages = packages.flatMap { package -> [URL] in
            let sources = package.appending(path: "Sources")
            let targets = try? FileManager.default.contentsOfDirectory(at: sources, includingPropertiesForKeys: nil)
            return (targets ?? []).map { $0.appending(path: "include/module.modulemap") }
        }
        return (ofTargets + ofPackages).map(\.path).filter { FileManager.default.fileExists(atPath: $0) }
    }
}
