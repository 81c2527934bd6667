import Foundation
import FrameSimulator
import Testing

/// Every command that the guides show is run as it stands there, in its order, against the simulated trade show.
@Suite("The examples of")
struct DocumentedExamplesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs")

    /// The indented lines of a guide that run something.
    private static func commands(of guide: String) throws -> [String] {
        try String(contentsOf: folder.appending(path: guide), encoding: .utf8)
            .split(separator: "\n")
            .filter { $0.hasPrefix("    framectl ") || $0.hasPrefix("    head ") }
            .map { $0.drop { $0 == " " }.description }
    }

    /// What is asked for at a terminal is refused without one, and nothing is closed.
    private static func asks(_ command: String) -> Bool {
        ["close", "apply"].contains { command.hasPrefix("framectl \($0)") }
            && !command.contains("--yes") && !command.contains("--confirm")
    }

    @Test("the guides work as they stand there", arguments: ["runs.md", "plans.md", "hooks.md", "settings.md"])
    func guide(_ guide: String) async throws {
        let commands = try Self.commands(of: guide)
        #expect(commands.count >= 3)
        let place = try TemporaryFolder()
        defer { place.remove() }
        for name in ["block-logins", "notify"] {
            let script = place.url.appending(path: name)
            try Data("#!/bin/sh\ncat > /dev/null\n".utf8).write(to: script)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path)
        }
        try await SimulatedService.serve(Scenario.builtIn("tradeshow")) { service in
            for command in commands {
                let before = service.deletes.count
                let result = try await service.shell(command, in: place.url)
                if Self.asks(command) {
                    #expect(result.status == 4, "\(command): \(result.everything)")
                    #expect(service.deletes.count == before)
                } else {
                    #expect(result.status == 0, "\(command): \(result.everything)")
                }
            }
            if guide == "plans.md" {
                let digest = try #require(try Self.digest(in: place.url.appending(path: "tonight.json")))
                let computed = try await service.shell("head -n -2 tonight.json | sha256sum", in: place.url)
                #expect(computed.output.hasPrefix(digest))
            }
            if guide != "settings.md" { #expect(!service.deletes.isEmpty) }
        }
    }

    private static func digest(in file: URL) throws -> String? {
        let document = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        return (document?["digest"] as? String)?.split(separator: ":").last.map(String.init)
    }
}

extension SimulatedService {
    /// Runs a line of a shell in a folder that is also home, with the tool on its path.
    fileprivate func shell(_ line: String, in folder: URL) async throws -> FramectlResult {
        let tool = URL(filePath: Framectl.path).deletingLastPathComponent().path
        var environment = environment
        environment["PATH"] = "\(tool):/usr/bin:/bin"
        environment["HOME"] = folder.path
        return try await ChildProcess.run(
            "/bin/sh",
            ["-c", "cd \"$HOME\" && \(line)"],
            environment: environment,
            input: nil,
            limit: .seconds(300)
        )
    }
}
