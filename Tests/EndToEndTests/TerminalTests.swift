import Foundation
import FrameSimulator
import Testing

@Suite("At a terminal")
struct TerminalTests {
    @Test(
        "anything but the whole phrase closes nothing: 4",
        arguments: ["", "y", "yes", "close 14 sessions", "close 13 sessions in Contoso Evening"]
    )
    func wrongPhrase(answer: String) async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let terminal = try PseudoTerminal(["close", "--output", "json"], environment: service.environment)
            try await terminal.wait(for: "type: ")
            terminal.type(answer + "\n")
            #expect(try await terminal.end() == 4)
            #expect(terminal.screen.contains("Nothing was closed"))
            #expect(service.methods == ["GET"])
        }
    }

    @Test("NO_COLOR and a dumb terminal are respected", arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func noColor(settings: [String: String]) async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let environment = service.environment.merging(settings) { _, new in new }
            let terminal = try PseudoTerminal(["plan"], environment: environment)
            #expect(try await terminal.end() == 0)
            #expect(!terminal.screen.contains("\u{1B}["))
        }
    }

    @Test("Ctrl-C at the question closes nothing: 130")
    func interruptedQuestion() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let terminal = try PseudoTerminal(["close"], environment: service.environment)
            try await terminal.wait(for: "type: ")
            terminal.type(PseudoTerminal.controlC)
            #expect(try await terminal.end() == 130)
            #expect(terminal.screen.contains("Nothing was closed"))
            #expect(service.methods == ["GET"])
        }
    }

    @Test("Ctrl-C while closing begins nothing new, finishes what is in flight, and tells how to go on: 130")
    func interruptedClosing() async throws {
        try await SimulatedService.serve(try .evening("\"latency_ms\": 200", sessions: 200)) { service in
            let before = service.liveSessions.count
            // So slow that the signal comes while much is left to be sent.
            let terminal = try PseudoTerminal(["close", "--yes", "--rate", "10"], environment: service.environment)
            try await terminal.wait(for: "Closing 202 sessions")
            while service.deletes.count < 8 { try await Task.sleep(for: .milliseconds(20)) }
            terminal.type(PseudoTerminal.controlC)
            try await terminal.wait(for: "Stopping: waiting for requests in flight. Press Ctrl-C again")
            #expect(try await terminal.end() == 130)
            #expect(terminal.screen.contains("To resume: framectl runs resume "))
            #expect(terminal.picture.contains(" not started."))
            #expect(service.deletes.count < 100)
            #expect(terminal.picture.contains("Interrupted: \(before - service.liveSessions.count) closed"))
        }
    }

    @Test("a second Ctrl-C stops at once: 130")
    func interruptedTwice() async throws {
        try await SimulatedService.serve(try .evening("\"latency_ms\": 4000")) { service in
            let terminal = try PseudoTerminal(
                ["close", "--yes", "--concurrency", "2"],
                environment: service.environment
            )
            try await terminal.wait(for: "Closing 14 sessions")
            while service.deletes.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
            terminal.type(PseudoTerminal.controlC)
            try await terminal.wait(for: "Ctrl-C again stops at once")
            terminal.type(PseudoTerminal.controlC)
            #expect(try await terminal.end() == 130)
            #expect(terminal.screen.contains("Stopped immediately"))
            #expect(service.deletes.count <= 2)
        }
    }

    @Test("an account's name cannot move the cursor or hide in the question")
    func hostileNames() async throws {
        var scenario = try Scenario.evening()
        scenario.accounts[0].name = "Evil\u{1B}[2J\u{202E}\u{200B}Name\u{7}"
        scenario.accounts[0].pools[0].name = "Pool\r\u{1B}[1A"
        try await SimulatedService.serve(scenario) { service in
            let terminal = try PseudoTerminal(
                ["close"],
                environment: service.environment.merging(["NO_COLOR": "1"]) { $1 }
            )
            try await terminal.wait(for: "type: ")
            for hostile in ["\u{1B}", "\u{202E}", "\u{200B}", "\u{7}", "Pool\r"] {
                #expect(!terminal.screen.contains(hostile))
            }
            terminal.type("close 14 sessions in \(Scenario.evening)\n")
            #expect(try await terminal.end() == 0)
        }
    }
}
