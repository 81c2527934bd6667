import Foundation
import FrameAPI
import TerminalTesting
import Testing

@testable import FramectlCommands

/// A user's home with files of settings, and a folder to work in.
struct SettingsHome {
    let url: URL
    /// The user's home.
    var home: String { url.appending(path: "home").path }
    /// A folder within it.
    var work: String { url.appending(path: "home/work/deep").path }
    /// The folder of the tool's settings.
    var settings: String { home + "/.config/framectl" }
    /// A folder for commands.
    var commands: String { url.appending(path: "bin").path }

    /// Makes a home for as long as a test works with it.
    static func with(_ work: (SettingsHome) async throws -> Void) async throws {
        // What leads to it may be a link; files say where they really are.
        let root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        let home = SettingsHome(url: root.appending(path: "framectl-\(UUID().uuidString)"))
        defer { try? FileManager.default.removeItem(at: home.url) }
        for folder in [home.work, home.settings + "/profiles", home.settings + "/credentials", home.commands] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        try await work(home)
    }

    /// Writes a file below the home.
    @discardableResult
    func write(_ text: String, to path: String, mode: Int = 0o600) throws -> String {
        let file = "\(home)/\(path)"
        try Data(text.utf8).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return file
    }

    /// Writes a profile.
    @discardableResult
    func profile(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
        try write(text, to: ".config/framectl/profiles/\(name).yaml", mode: mode)
    }

    /// Writes a credential.
    @discardableResult
    func credential(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
        try write(text, to: ".config/framectl/credentials/\(name).yaml", mode: mode)
    }

    /// Writes a command that a PATH of ``commands`` finds.
    func command(_ name: String, _ script: String) throws {
        try ExecutableFile.write("#!/bin/sh\n\(script)\n", to: "\(commands)/\(name)")
    }

    /// What a command is given here.
    func context(
        _ environment: [String: String] = [:],
        terminal: RecordingTerminal = RecordingTerminal(),
        path: String? = nil
    ) -> CommandContext {
        CommandContext(
            environment: environment.merging(["HOME": home, "PATH": path ?? "\(commands):/usr/bin:/bin"]) { given, _ in
                given
            },
            workingFolder: work,
            terminal: terminal,
            time: .system,
            random: .system,
            signals: nil
        )
    }
}
