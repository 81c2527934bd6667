import Foundation
import TerminalTesting
import Testing

/// The home of somebody who follows a document: with the document's scripts, and what a site has of its own.
struct DocumentedHome {
    private let folder: TemporaryFolder

    /// Programs of a site that documents name.
    private static let ofTheSite = ["block-logins", "lower-capacity", "notify", "take-down.sh"]
    /// Programs of the system that a test must not reach, and what stands in their place.
    private static let ofTheSystem = [
        "systemctl": "exit 0",
        "loginctl": "exit 0",
        "crontab": """
        if [ "$1" = - ]; then cat > ~/crontab; exit; fi
        cat ~/crontab || { echo "no crontab for you" >&2; exit 1; }
        """,
    ]

    init(of document: Document) throws {
        folder = try TemporaryFolder()
        for name in Self.ofTheSite { try add("#!/bin/sh\ncat > /dev/null\n", as: name) }
        for (name, body) in Self.ofTheSystem { try add("#!/bin/sh\n\(body)\n", as: "bin/\(name)") }
        for script in document.scripts { try add(script.text, as: script.name) }
        try FileManager.default.createDirectory(at: url.appending(path: ".build"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: url.appending(path: ".build/debug"),
            withDestinationURL: URL(filePath: Framectl.path).deletingLastPathComponent()
        )
    }

    var url: URL { folder.url }

    func remove() {
        folder.remove()
    }

    /// Runs a line of a shell without a terminal.
    func run(_ line: String, against service: SimulatedService) async throws -> FramectlResult {
        try await ChildProcess.run(
            "/bin/sh",
            ["-c", "cd \"$HOME\" && \(line)"],
            environment: environment(service),
            input: nil,
            limit: .patience
        )
    }

    /// Runs a line of a shell at a terminal, and types what is to be typed when it asks.
    func type(
        _ exchange: DocumentedStep.Exchange,
        against service: SimulatedService
    ) async throws -> (printed: String, status: Int32) {
        let terminal = try PseudoTerminal(
            ["-c", "cd \"$HOME\" && \(exchange.command)"],
            of: "/bin/sh",
            environment: environment(service).merging(["TERM": "dumb", "NO_COLOR": "1", "LANG": "C.UTF-8"]) { $1 },
            columns: 200,
            rows: 60
        )
        if let typed = exchange.typed {
            try await terminal.wait(for: "\n> ")
            terminal.type("\(typed)\n")
        }
        let status = try await terminal.end()
        return (terminal.screen.replacing(url.path, with: "~"), status)
    }

    private func environment(_ service: SimulatedService) throws -> [String: String] {
        var environment = service.environment
        let secret = environment.removeValue(forKey: "FRAME_CLIENT_SECRET")
        environment["FRAME_CLIENT_SECRET_FILE"] = try folder.write(secret ?? "", to: "secret")
        let tool = URL(filePath: Framectl.path).deletingLastPathComponent().path
        environment["PATH"] = "\(url.path)/bin:\(tool):/usr/bin:/bin"
        environment["HOME"] = url.path
        return environment
    }

    private func add(_ text: String, as name: String) throws {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try ExecutableFile.write(text, to: file.path)
    }
}
