import Foundation
import FrameSimulator
import Glibc
import Testing

/// A job's log is its standard error: it ends with the verdict and the way to resume, whatever the form of the data.
@Suite("The last words of a run")
struct LastWordsTests {
    private static let slow = ["--concurrency", "2"]
    private static let formats = ["text", "json", "jsonl", "csv"]

    /// Interrupts a command once it closes, and gives back the last two lines of its log.
    private static func interrupt(
        _ arguments: [String],
        _ format: String,
        _ service: SimulatedService
    ) async throws -> [Substring] {
        let before = service.deletes.count
        let arguments = arguments + slow + ["--output", format]
        let tool = try BackgroundFramectl(arguments, environment: service.environment)
        try await eventually("a DELETE is in flight") { service.deletes.count >= before + 3 }
        tool.send(SIGTERM)
        #expect(try await tool.end() == 130)
        for words in ["To resume: framectl runs resume ", "\nInterrupted: "] {
            let lines = tool.outputText + "\n" + tool.talkText
            #expect(lines.components(separatedBy: words).count == 2, "\(words) once: \(lines)")
        }
        return tool.talkText.split(separator: "\n").suffix(2)
    }

    @Test("that was interrupted are the way to resume and the verdict, once", arguments: formats)
    func interrupted(format: String) async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery("\"latency_ms\": 200")) { service in
                let service = service.recording(in: home)
                let last = try await Self.interrupt(["close", "--yes"], format, service)
                let run = try #require(try await home.list().first)
                #expect(last.first == "To resume: framectl runs resume \(run.runID)")
                let listed = try await home.runs("list", "--output", "json").output
                #expect(listed.contains("\"verdict\":\"\(try #require(last.last))\""), "\(listed)")
                let resumed = try await Self.interrupt(["runs", "resume"], format, service)
                #expect(resumed.first == last.first)
                let shown = try await home.runs("show", "--output", format)
                let words = (format == "text" ? shown.output : shown.talk).split(separator: "\n").suffix(2)
                #expect(Array(words) == resumed, "\(shown.everything)")
                let closed = try await service.framectl("runs", "resume", "--output", format)
                #expect(closed.status == 0)
                let verdict = "All \(Scenario.galleryTargets.count) sessions closed.\n"
                #expect(closed.talk.hasSuffix(verdict), "\(closed.everything)")
            }
        }
    }

    @Test("of a plan that is applied are the same", arguments: formats)
    func applied(format: String) async throws {
        let home = StateHome(folder: try TemporaryFolder())
        defer { home.folder.remove() }
        try await SavedPlan.with(try .gallery("\"latency_ms\": 200")) { service, plan in
            let service = service.recording(in: home)
            let last = try await Self.interrupt(["apply", plan.path, "--yes"], format, service)
            #expect(last.first?.hasPrefix("To resume: framectl runs resume ") == true)
            #expect(last.last?.hasPrefix("Interrupted: ") == true)
        }
    }

    @Test("after a second signal are the way to resume", arguments: formats)
    func stopped(format: String) async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery("\"latency_ms\": 4000")) { service in
                let service = service.recording(in: home)
                let arguments = ["close", "--yes", "--output", format] + Self.slow
                let tool = try BackgroundFramectl(arguments, environment: service.environment)
                try await eventually("a DELETE is in flight") { !service.deletes.isEmpty }
                tool.send(SIGINT)
                try await tool.wait(for: "Stopping: waiting for requests in flight.")
                tool.send(SIGINT)
                #expect(try await tool.end() == 130)
                let run = try #require(try await home.list().first)
                #expect(tool.talkText.hasSuffix("\nTo resume: framectl runs resume \(run.runID)\n"))
                #expect(tool.talkText.contains("Stopped immediately."))
                let shown = try await home.runs("show", "--output", format)
                #expect(shown.everything.contains("To resume: framectl runs resume \(run.runID)\n"))
            }
        }
    }

    @Test("a second signal loses no answer that has come, though another one is waited for")
    func answersKept() async throws {
        let last = Scenario.galleryTargets.count - 1
        let fault = #"{"on": "DELETE /accounts/*/sessions/*", "skip": \#(last), "times": 1, "answer": "hang"}"#
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery("\"faults\": [\(fault)]")) { service in
                let service = service.recording(in: home)
                let tool = try BackgroundFramectl(["close", "--yes"], environment: service.environment)
                try await eventually("the last DELETE is sent") { service.deletes.count > last }
                try await eventually("all but one are answered, in the journal") {
                    try await home.events().count { $0.event == "answered" } == last
                }
                tool.send(SIGINT)
                try await tool.wait(for: "Stopping: waiting for requests in flight.")
                try await eventually("the interruption is in the journal") {
                    try await home.events().contains { $0.event == "interrupted" }
                }
                tool.send(SIGINT)
                #expect(try await tool.end() == 130)
                #expect(tool.talkText.contains("every request is in the journal"))
                #expect(try await home.events().count { $0.event == "answered" } == last)
            }
        }
    }

    @Test("of a wait are its verdict", arguments: ["text", "json"])
    func wait(format: String) async throws {
        try await SimulatedService.serve(try .gallery()) { service in
            let tool = try BackgroundFramectl(["wait-empty", "--output", format], environment: service.environment)
            try await tool.wait(for: "14 sessions in scope left")
            tool.send(SIGTERM)
            #expect(try await tool.end() == 130)
            let log = format == "text" ? tool.outputText : tool.talkText
            #expect(log.split(separator: "\n").last?.hasPrefix("Interrupted") == true, "\(tool.outputText)\(log)")
        }
    }

    @Test("of a service that limits its rate: pauses are one line with a count, told at most with each heartbeat")
    func paused() async throws {
        let fault = #"""
            "faults": [{ "on": "DELETE /accounts/*/sessions/*", "times": 4, "answer": "status", "status": 429,
              "retry_after": 2 }]
            """#
        let home = StateHome(folder: try TemporaryFolder())
        defer { home.folder.remove() }
        try await SimulatedService.serve(try .gallery(fault)) { service in
            let service = service.recording(in: home)
            let result = try await service.framectl("close", "--yes", "--concurrency", "1")
            #expect(result.status == 0, "\(result.talk)")
            let told = result.talk.split(separator: "\n").filter { $0.hasPrefix("Rate limited by the service") }
            #expect(told.first?.hasPrefix("Rate limited by the service; retrying in 2 s (") == true)
            let counted = told.dropFirst().compactMap { $0.firstMatch(of: /service (\d+) more time/)?.1 }
            #expect(counted.count == told.count - 1, "\(told)")
            #expect(service.controlPlane.history.count { $0.status == 429 } == 4)
            let shown = try await home.runs("show").output
            #expect(shown.firstMatch(of: /paused 4 times, for \d+ s:/) != nil, "\(shown)")
        }
    }
}
