import Foundation

/// A screen as it was looked at and found good, in Tests/Fixtures/screens. Set RECORD_SCREENS to write them anew, and look again.
package enum GoldenScreen {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/screens")

    /// Whether screens are written and not compared.
    package static let isRecording = ProcessInfo.processInfo.environment["RECORD_SCREENS"] != nil

    /// The screen that was found good.
    ///
    /// - Parameters:
    ///   - name: Its file's.
    ///   - screen: What to take for good when that is asked for.
    /// - Returns: The text.
    /// - Throws: What keeps the file from being read.
    package static func text(named name: String, recording screen: String) throws -> String {
        let file = folder.appending(path: name + ".txt")
        if isRecording { try Data(screen.utf8).write(to: file) }
        return try String(contentsOf: file, encoding: .utf8)
    }
}
