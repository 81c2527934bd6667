import Foundation
import FrameSimulator

/// What is known of the documentation's commands that they do not say themselves.
enum DocumentedCommand {
    /// The programs that are run; everything else is left out for a reason, or is a target of make.
    static let programs = ["framectl", ".build/debug/framectl", "head"]

    /// The commands that no test runs, and why.
    static let leftOut: [String: String] = [
        "export FRAME_CLIENT_ID=<uuid>.img.frame.nutanix.com": "is for the reader to fill in",
        "export FRAME_CLIENT_SECRET_FILE=~/.config/frame-secret": "is for a shell that goes on",
        "export FRAME_ACCOUNT_ID=https://console.nutanix.com/frame/account/<uuid>/basic-info":
            "is for the reader to fill in",
        "export HTTPS_PROXY=http://USER:PASSWORD@proxy.example.com:3128": "is for the reader to fill in",
        #"export NO_PROXY="localhost 10.0.0.0/8,.example.com""#: "is for a shell that goes on",
        #"jq -r '.sessions[] | select(.verdict == "close") | .id' tonight.json"#: "jq need not be installed",
        #"sqlite3 journal.sqlite ".backup copy.sqlite""#: "sqlite3 need not be installed",
        #"sqlite3 -readonly journal.sqlite "SELECT body ->> '$.session' FROM events WHERE run = 1 AND body ->> '$.event' = 'closed'""#:
            "sqlite3 need not be installed",
    ]

    /// With which status the commands end that do not end with 0, and are not those that ask (4).
    static let statuses: [String: Int32] = [
        "framectl apply - --yes --digest sha256:4d8f95c7990cbb2f53272be035c6add109927b0679ba950d1cc5bd436c9cbf99 < tonight.json":
            5,
        // It asks, and nobody answers.
        "framectl credential replace contoso": 78,
    ]

    /// Whether a test runs it. What writes to the system's folders never is.
    static func isRun(_ command: String) -> Bool {
        let program = DocumentedStep.program(of: command)
        return (programs.contains(program) || program.hasPrefix("./")) && !command.contains(/>\s*\/(usr|etc)\//)
    }

    /// What is asked for at a terminal is refused without one, and nothing is closed.
    static func status(of command: String, in document: Document) -> Int32 {
        if let status = statuses[command] { return status }
        let asks = ["framectl close", "framectl apply"].contains { command.hasPrefix($0) }
        return asks && !command.contains("--yes") && !command.contains("--confirm") ? 4 : 0
    }
}

extension Document {
    /// Its commands, those of sessions aside, in order.
    var commands: [String] {
        DocumentedStep.all(in: self).compactMap { if case .command(let command) = $0 { command } else { nil } }
    }

    var sessions: [(exchanges: [DocumentedStep.Exchange], scenario: String)] {
        DocumentedStep.all(in: self).compactMap { step in
            if case .session(let exchanges, let scenario) = step { (exchanges, scenario) } else { nil }
        }
    }

    var scripts: [(name: String, text: String)] {
        DocumentedStep.all(in: self).compactMap { step in
            if case .script(let name, let text) = step { (name, text) } else { nil }
        }
    }

    /// A scenario by its name, or by its file beside this document.
    func scenario(_ name: String) throws -> Scenario {
        guard name.hasSuffix(".json") else { return try Scenario.builtIn(name) }
        let folder = Self.root.appending(path: path).deletingLastPathComponent()
        return try Scenario.reading(String(contentsOf: folder.appending(path: name), encoding: .utf8))
    }
}
