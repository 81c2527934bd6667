import Foundation
import FrameSimulator
import TerminalTesting
import Testing

@Suite("The view of a run at a terminal")
struct LiveViewTests {
    private static let unicode = ["LANG": "C.UTF-8", "NO_COLOR": "1"]

    /// Waits until the screen is as it was found good, but for what differs each time.
    private func expect(
        _ terminal: PseudoTerminal,
        toShow name: String,
        once text: String,
        at place: SourceLocation = #_sourceLocation
    ) async throws {
        try await eventually(location: place, "“\(text)” in: \(terminal.picture)") { terminal.picture.contains(text) }
        if GoldenScreen.isRecording { try await Task.sleep(for: .milliseconds(300)) }
        let golden = try GoldenScreen.text(named: name, recording: Self.timeless(terminal.picture))
        try await eventually(location: place, "\(name): \(Self.timeless(terminal.picture))") {
            Self.timeless(terminal.picture) == golden
        }
    }

    /// A screen without what differs each time, as long as before.
    private static func timeless(_ screen: String) -> String {
        screen
            .replacing(/\d{8}T\d{6}-[a-z]{4}/, with: "RUN")
            .replacing(/127\.0\.0\.1:\d+/, with: "127.0.0.1:PORT")
            .replacing(/\d{4}-\d\d-\d\dT[\d:]{8}Z/, with: "TIME")
            .replacing(/\d+ m \d\d s|\d+ s\b/, with: "N s")
    }

    @Test("plan, question, picture and summary are as they were found good", arguments: [80, 200])
    func wholeRun(columns: Int) async throws {
        try await SimulatedService.serve(try .evening("\"closing_seconds\": 10")) { service in
            let environment = service.environment.merging(Self.unicode) { $1 }
            let terminal = try PseudoTerminal(["close"], environment: environment, columns: columns, rows: 40)
            try await expect(terminal, toShow: "terminal-plan-\(columns)", once: "type: ")
            #expect(service.deletes.isEmpty, "nothing is closed before the answer")
            terminal.type("close 14 sessions in Contoso Evening\n")
            try await expect(terminal, toShow: "terminal-live-\(columns)", once: "Waiting for 14 sessions")
            #expect(try await terminal.end() == 0)
            try await expect(terminal, toShow: "terminal-closed-\(columns)", once: "All 14 sessions closed.")
            #expect(terminal.surprises.isEmpty)
            #expect(service.deletes.count == 14)
        }
    }

    @Test("a wrong phrase leaves a screen that says that nothing was closed: 4")
    func wrongPhrase() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let environment = service.environment.merging(Self.unicode) { $1 }
            let terminal = try PseudoTerminal(["close"], environment: environment, rows: 40)
            try await terminal.wait(for: "type: ")
            terminal.type("close 14 sessions\n")
            #expect(try await terminal.end() == 4)
            try await expect(terminal, toShow: "terminal-refused-80", once: "Nothing was closed")
            #expect(service.methods == ["GET"])
        }
    }

    @Test("a resize, narrower and wider again, leaves one picture on the screen and nothing of it at the end")
    func resize() async throws {
        // Nobody is gone before the last picture is seen, however long that takes.
        try await SimulatedService.serve(try .evening("\"closing_seconds\": 3600")) { service in
            let environment = service.environment.merging(Self.unicode) { $1 }
            let arguments = ["close", "--yes", "--deadline", "2h"]
            let terminal = try PseudoTerminal(arguments, environment: environment, columns: 120, rows: 40)
            try await terminal.wait(for: "Waiting for 14 sessions")
            for columns in [45, 30, 100] {
                terminal.resize(columns: columns, rows: 40)
                let row = columns < 60 ? "0/14" : "0    14       0"
                try await eventually("a picture for \(columns) columns: \(terminal.picture)") {
                    let lines = terminal.picture.split(separator: "\n")
                    return lines.suffix(2).first { $0.hasPrefix("Waiting for 14 ") } != nil
                        && lines.contains { $0.hasPrefix("All ") && $0.hasSuffix(row) }
                }
                try await eventually("one picture: \(terminal.everything)") {
                    terminal.everything.split(separator: "\n").count { $0.hasPrefix("Waiting for 14") } == 1
                }
            }
            terminal.type(PseudoTerminal.controlC)
            #expect(try await terminal.end() == 130)
            #expect(!terminal.everything.contains("░") && !terminal.everything.contains("Waiting for 14"))
            #expect(terminal.picture.split(separator: "\n").last?.hasPrefix("Interrupted: ") == true)
            #expect(terminal.surprises.isEmpty)
        }
    }

    @Test("Ctrl-C leaves nothing of the picture, the whole summary, and a cursor")
    func interrupted() async throws {
        try await SimulatedService.serve(try .evening("\"latency_ms\": 200", sessions: 200)) { service in
            let environment = service.environment.merging(Self.unicode) { $1 }
            // So slow that the signal comes while much is left to be sent.
            let arguments = ["close", "--yes", "--rate", "10"]
            let terminal = try PseudoTerminal(arguments, environment: environment, rows: 40)
            try await terminal.wait(for: "of 202 answered")
            terminal.type(PseudoTerminal.controlC)
            #expect(try await terminal.end() == 130)
            #expect(terminal.screen.contains("Finishing what is in flight"))
            #expect(!terminal.everything.contains("░"))
            #expect(!terminal.screen.contains("\u{1B}[?"), "no mode of the terminal is ever changed")
            let lines = terminal.picture.split(separator: "\n")
            #expect(lines.last?.hasPrefix("Interrupted: ") == true)
            #expect(lines.contains { $0.hasPrefix("POOL") } && lines.contains { $0.hasPrefix("All ") })
            #expect(lines.contains { $0.hasPrefix("Contoso Evening, run ") })
        }
    }

    @Test("is drawn in ASCII where the locale has nothing else, and in colour unless NO_COLOR says otherwise")
    func plainLocale() async throws {
        try await SimulatedService.serve(try .evening("\"closing_seconds\": 1")) { service in
            let terminal = try PseudoTerminal(["close", "--yes"], environment: service.environment)
            #expect(try await terminal.end() == 0)
            #expect(terminal.screen.contains("# gone  = answered  . open"))
            #expect(!terminal.screen.contains("█"))
            #expect(terminal.screen.contains("\u{1B}[2m"))
        }
    }

    @Test("NO_COLOR leaves the picture without colours")
    func noColour() async throws {
        try await SimulatedService.serve(try .evening("\"closing_seconds\": 1")) { service in
            let environment = service.environment.merging(Self.unicode) { $1 }
            let terminal = try PseudoTerminal(["close", "--yes"], environment: environment)
            #expect(try await terminal.end() == 0)
            #expect(terminal.screen.contains("█ gone"))
            #expect(terminal.screen.firstMatch(of: /\u{1B}\[[0-9;]*m/) == nil)
        }
    }

    @Test("a terminal that cannot move its cursor gets plain lines", arguments: ["dumb", ""])
    func dumb(type: String) async throws {
        try await SimulatedService.serve(try .evening("\"closing_seconds\": 20")) { service in
            let environment = service.environment.merging(["TERM": type]) { $1 }
            let terminal = try PseudoTerminal(["close", "--yes"], environment: environment)
            #expect(try await terminal.end() == 0)
            #expect(!terminal.screen.replacing(/\u{1B}\[[0-9;]*m/, with: "").contains("\u{1B}"))
            #expect(terminal.screen.contains(" s: 0 of 14 gone, 14 left. Waiting for 14 sessions to end"))
        }
    }

    @Test("the first word is there before the service has said anything")
    func firstWord() async throws {
        let silent = try CannedServer { _ in
            Thread.sleep(forTimeInterval: 30)
            return ""
        }
        defer { silent.stop() }
        let environment = [
            "FRAME_API_URL": silent.url, "FRAME_ACCOUNT_ID": Scenario.evening, "FRAME_CLIENT_ID": "c",
            "FRAME_CLIENT_SECRET": String(repeating: "e1", count: 20),
        ]
        let terminal = try PseudoTerminal(["close"], environment: environment)
        try await terminal.wait(for: "Listing pools and sessions at \(silent.url)")
        terminal.type(PseudoTerminal.controlC)
        #expect(try await terminal.end() == 130)
    }

    @Test("what a command of the site's own writes meanwhile stays above it, whole")
    func hook() async throws {
        try await SimulatedService.serve(try .evening("\"closing_seconds\": 1")) { service in
            let environment = service.environment.merging(Self.unicode) { $1 }
            let script = "sh -c 'cat > /dev/null; for i in 1 2 3; do echo notice $i; sleep 0.3; done'"
            let arguments = ["close", "--yes", "--before", script]
            let terminal = try PseudoTerminal(arguments, environment: environment, rows: 40)
            #expect(try await terminal.end() == 0)
            #expect(terminal.screen.contains("Running the command before the close\u{1B}"), "the picture was there")
            let lines = terminal.everything.split(separator: "\n")
            #expect(lines.compactMap { $0.firstMatch(of: /notice \d$/)?.0 } == ["notice 1", "notice 2", "notice 3"])
            #expect(!terminal.everything.contains("░"))
        }
    }

    @Test("events on the same screen stay whole")
    func events() async throws {
        try await SimulatedService.serve(try .evening("\"closing_seconds\": 1")) { service in
            let environment = service.environment.merging(Self.unicode) { $1 }
            let terminal = try PseudoTerminal(
                ["close", "--yes", "--output", "jsonl"],
                environment: environment,
                columns: 6_000
            )
            #expect(try await terminal.end() == 0)
            let lines = terminal.everything.split(separator: "\n").filter { $0.hasPrefix("{") }
            let events = try lines.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
            #expect(events.map { $0?["seq"] as? Int } == Array(1...events.count))
            #expect(events.last??["event"] as? String == "finished")
            #expect(!terminal.everything.contains("░"))
        }
    }
}
