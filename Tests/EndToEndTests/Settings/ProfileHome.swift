import Foundation
import FrameSimulator
import TerminalTesting
import Testing

/// A user's home with profiles, and nothing of the service's in the environment.
struct ProfileHome: Sendable {
    let service: SimulatedService
    private let folder: TemporaryFolder

    /// The user's home.
    var path: String { folder.url.path }

    var profiles: String { path + "/.config/framectl/profiles" }

    /// Makes a home for as long as a test works with it, and a service to work against.
    static func with(
        _ scenario: Scenario,
        _ work: @escaping @Sendable (ProfileHome) async throws -> Void
    ) async throws {
        try await SimulatedService.serve(scenario) { service in
            let home = ProfileHome(service: service, folder: try TemporaryFolder())
            defer { home.folder.remove() }
            try await work(home)
        }
    }

    /// Runs the tool in the home.
    func framectl(
        _ arguments: String...,
        environment: [String: String] = [:],
        input: String? = nil
    ) async throws -> FramectlResult {
        try await ChildProcess.run(
            Framectl.path,
            arguments,
            environment: environment.merging(["HOME": path]) { given, _ in given },
            input: input,
            limit: .patience
        )
    }

    /// Runs a line of a shell in the home, with the tool on its path.
    func shell(_ line: String) async throws -> FramectlResult {
        let tool = URL(filePath: Framectl.path).deletingLastPathComponent().path
        return try await ChildProcess.run(
            "/bin/sh",
            ["-c", "cd \"$HOME\" && \(line)"],
            environment: ["PATH": "\(tool):/usr/bin:/bin", "HOME": path],
            input: nil,
            limit: .patience
        )
    }

    /// The three values of the service's credential, a line each.
    var answers: String {
        ["FRAME_CLIENT_ID", "FRAME_CLIENT_SECRET", "FRAME_ACCOUNT_ID"].map {
            service.environment[$0, default: ""] + "\n"
        }
        .joined()
    }

    var secret: String { service.environment["FRAME_CLIENT_SECRET", default: "?"] }

    var url: String { service.environment["FRAME_API_URL", default: ""] }

    /// Makes a profile with `framectl init`, and adds to its file.
    func profile(_ name: String, adding text: String = "") async throws {
        let made = try await framectl("init", name, "--api-url", url, input: answers)
        try #require(made.status == 0, "\(made.everything)")
        let file = "\(profiles)/\(name).yaml"
        let before = try String(contentsOfFile: file, encoding: .utf8)
        try write(before + text, to: ".config/framectl/profiles/\(name).yaml")
    }

    /// Writes a file in the home, for its owner alone.
    func write(_ text: String, to name: String) throws {
        let file = "\(path)/\(name)"
        let parent = URL(filePath: file).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    }

    /// Puts a script into the folder `bin` of the home.
    func command(_ name: String, _ script: String) throws {
        try FileManager.default.createDirectory(atPath: path + "/bin", withIntermediateDirectories: true)
        try ExecutableFile.write("#!/bin/sh\n\(script)\n", to: "\(path)/bin/\(name)")
    }

    /// Puts a folder where a file of the home belongs, so that whoever reads it fails, root included.
    func replaceByFolder(_ name: String) throws {
        try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    }

    func mode(_ file: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    }

    func isThere(_ file: String) -> Bool {
        FileManager.default.fileExists(atPath: file)
    }
}
