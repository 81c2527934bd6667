import Foundation
import FrameSimulator
import Glibc
import Testing

@Suite("A run that is interrupted")
struct InterruptedRunTests {
    private static let slow = "\"latency_ms\": 200"
    private static let close = ["close", "--yes", "--concurrency", "2"]

    @Test(
        "the first signal: 130, what was in flight has its answer, and the way to go on is told and leads to the end",
        arguments: [SIGINT, SIGTERM, SIGHUP]
    )
    func first(signal: Int32) async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery(Self.slow)) { service in
                let service = service.recording(in: home)
                let tool = try BackgroundFramectl(Self.close, environment: service.environment)
                try await eventually("a DELETE is in flight") { service.deletes.count >= 3 }
                tool.send(signal)
                #expect(try await tool.end() == 130)
                #expect(service.deletes.count < Scenario.galleryTargets.count)

                let events = try await home.events()
                let settled = Set(events.sessions("answered") + events.sessions("withdrawn"))
                #expect(Set(events.sessions("closing")) == settled)
                #expect(
                    Set(events.sessions("answered"))
                        == Set(service.deletes.map { $0.components(separatedBy: "/").last })
                )
                #expect(events.contains { $0.event == "interrupted" })
                #expect(events.last?.event == "finished")
                let run = try #require(try await home.list().first)
                #expect(run.state == "interrupted")
                #expect(tool.talkText.contains("To resume: framectl runs resume \(run.runID)\n"))
                try await Self.goOn(with: run.runID, service, home)
            }
        }
    }

    @Test("the second signal: an end at once with 130, a whole record, and the run can be gone on with")
    func second() async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery("\"latency_ms\": 3000")) { service in
                let service = service.recording(in: home)
                let tool = try BackgroundFramectl(Self.close, environment: service.environment)
                try await eventually("a DELETE is in flight") { !service.deletes.isEmpty }
                tool.send(SIGINT)
                try await tool.wait(for: "Stopping: waiting for requests in flight.")
                tool.send(SIGINT)
                #expect(try await tool.end() == 130)
                let answered = try await home.events().filter { $0.event == "answered" }
                #expect(answered.isEmpty, "it does not wait for what is in flight")
                let run = try #require(try await home.list().first)
                #expect(run.state == "aborted")
                #expect(tool.talkText.contains("To resume: framectl runs resume \(run.runID)\n"))
                try await home.expectWhole()
            }
        }
    }

    @Test("a run that was stopped at once is gone on with to its end")
    func secondThenResumed() async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery(Self.slow)) { service in
                let service = service.recording(in: home)
                let tool = try BackgroundFramectl(Self.close, environment: service.environment)
                try await eventually("a DELETE is in flight") { service.deletes.count >= 3 }
                tool.send(SIGTERM)
                tool.send(SIGINT)
                #expect(try await tool.end() == 130)
                try await Self.goOn(with: try #require(try await home.list().first).runID, service, home)
            }
        }
    }

    @Test("a terminal that is closed: the run stops in order, its record is whole, and it can be gone on with")
    func closedTerminal() async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery(Self.slow)) { service in
                let service = service.recording(in: home)
                let terminal = try PseudoTerminal(Self.close, environment: service.environment)
                try await eventually("a DELETE is in flight") { service.deletes.count >= 3 }
                terminal.hangUp()
                #expect(try await terminal.end() == 130)
                #expect(service.deletes.count < Scenario.galleryTargets.count)
                let events = try await home.events()
                #expect(events.contains { $0.event == "interrupted" })
                #expect(events.last?.event == "finished")
                try await Self.goOn(with: try #require(try await home.list().first).runID, service, home)
            }
        }
    }

    @Test(
        "a terminal that is closed above an interactive shell, which sends the signal once more: the run stops in order",
        arguments: [("/bin/bash", ["--norc", "-i"]), ("/usr/bin/zsh", ["-f", "-i"])]
    )
    func closedShell(shell: String, arguments: [String]) async throws {
        guard FileManager.default.isExecutableFile(atPath: shell) else { return }
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery("\"latency_ms\": 600")) { service in
                let service = service.recording(in: home)
                let terminal = try PseudoTerminal(arguments, of: shell, environment: service.environment)
                terminal.type("'\(Framectl.path)' \(Self.close.joined(separator: " "))\r")
                try await eventually("a DELETE is in flight") { service.deletes.count >= 3 }
                terminal.hangUp()
                _ = try await terminal.end()
                try await eventually("the run has ended") { try await home.list().first?.state != "running" }
                #expect(try await home.list().first?.state == "interrupted")
                try await Self.goOn(with: try #require(try await home.list().first).runID, service, home)
            }
        }
    }

    @Test("the second signal: what was printed as an event is in the journal, so that a resumed run repeats no number")
    func printedIsDurable() async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .evening("\"latency_ms\": 1500", sessions: 200)) { service in
                let service = service.recording(in: home)
                let close = ["close", "--yes", "--output", "jsonl"]
                let tool = try BackgroundFramectl(close, environment: service.environment)
                try await eventually("a DELETE is in flight") { !service.deletes.isEmpty }
                tool.send(SIGINT)
                try await tool.wait(for: "Stopping: waiting for requests in flight.")
                tool.send(SIGINT)
                #expect(try await tool.end() == 130)
                let printed = tool.outputText.split(separator: "\n")
                #expect(printed.count > 10)
                let journal = try await home.runs("export").output
                for line in printed { #expect(journal.contains(#""event":\#(line)}"#), "\(line)") }
            }
        }
    }

    /// Resumes a run, as its user was told to, and looks at what has become of it.
    private static func goOn(with run: String, _ service: SimulatedService, _ home: StateHome) async throws {
        try await home.expectWhole()
        let result = try await service.framectl("runs", "resume", run)
        #expect(result.status == 0, "\(result.everything)")
        #expect(service.liveSessions == Scenario.galleryBystanders)
        let shown = try await home.runs("show", run, "--output", "json").json()
        #expect((shown["totals"] as? [String: Int])?["closed"] == Scenario.galleryTargets.count)
        try await home.expectWhole()
    }
}
