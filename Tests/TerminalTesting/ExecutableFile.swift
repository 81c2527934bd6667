import Foundation

/// A script that can be run as soon as it is written.
///
/// It is put in place by another process. A file that is open for writing here is inherited, for a moment, by whatever another test
/// starts just then, and the system runs no file that anybody has open for writing ("Text file busy").
package enum ExecutableFile {
    /// Writes it.
    package static func write(_ text: String, to path: String, mode: Int = 0o755) throws {
        let source = path + ".text"
        try Data(text.utf8).write(to: URL(filePath: source))
        defer { try? FileManager.default.removeItem(atPath: source) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/install")
        process.arguments = ["-m", String(mode, radix: 8), source, path]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
