import Foundation
import FrameAPI
import FrameOperations
import FrameSettings
import FrameWording
import Testing

@testable import FramectlCommands

@Suite("A hook that does not end by itself", .timeLimit(.minutes(10)))
struct HookEndingTests {
    private func run(
        _ text: String,
        input: String = "",
        limit: Duration = .seconds(120),
        stop: StopSwitch? = nil,
        to terminal: RecordingTerminal = RecordingTerminal()
    ) async throws -> HookEnd {
        try await HookRunner(context: .hooking(terminal), runID: "run-1", limit: limit)
            .run(HookCommand(parsing: text), as: .before, input: input, unless: stop)
    }

    @Test(
        "is ended when its time is over",
        arguments: [
            "sleep 100", "sh -c 'sleep 100; echo never'", "sh -c 'exec >&- 2>&-; sleep 100'", "yes",
            "sh -c 'trap \"exit 0\" TERM; while :; do sleep 0.1; done'",
        ]
    )
    func overdue(text: String) async throws {
        let result = try await run(text, input: String(repeating: "x", count: 200_000), limit: .milliseconds(300))
        #expect(result == .timedOut(.milliseconds(300)))
        #expect(!result.succeeded)
        #expect(result.words == "did not end within 0.3 s and was ended")
    }

    @Test("is ended together with its children, by force when they do not heed")
    func children() async throws {
        let terminal = RecordingTerminal()
        let result = try await run(
            "sh -c 'trap \"\" TERM; sleep 100 & echo $!; wait; sleep 100'",
            limit: .seconds(5),
            to: terminal
        )
        #expect(result == .timedOut(.seconds(5)))
        let child = try #require(terminal.talk.split(whereSeparator: \.isWhitespace).dropFirst().first)
        #expect(try await hasGone(process: String(child)))
    }

    @Test("is ended by the switch, and not begun after it")
    func stopped() async throws {
        let stop = StopSwitch()
        let terminal = RecordingTerminal()
        async let result = run("sh -c 'echo begun; exec sleep 100'", stop: stop, to: terminal)
        while terminal.talk.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        stop.stop()
        #expect(try await result == .interrupted)
        #expect(try await result.words == "was interrupted")
        let never = RecordingTerminal()
        #expect(try await run("echo begun", stop: stop, to: never) == .interrupted)
        #expect(never.talk.isEmpty)
    }

    @Test("is ended when the task is cancelled")
    func cancelled() async throws {
        let terminal = RecordingTerminal()
        let result = try await withThrowingTaskGroup(of: HookEnd.self) { group in
            group.addTask { try await run("sh -c 'echo $$; exec sleep 100'", to: terminal) }
            while terminal.talk.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
            group.cancelAll()
            return try #require(try await group.next())
        }
        #expect(!result.succeeded)
        let child = try #require(terminal.talk.split(whereSeparator: \.isWhitespace).last)
        #expect(try await hasGone(process: String(child)))
    }

    @Test(
        "in one of its children that keeps its streams, is not waited for, and its own words are all shown",
        arguments: ["sleep 30 & echo done", "yes & echo done", "(while :; do echo x; sleep 0.01; done) & echo done"]
    )
    func leftBehind(script: String) async throws {
        let terminal = RecordingTerminal()
        let began = ContinuousClock.now
        let result = try await run("sh -c '\(script)'", to: terminal)
        #expect(result == .exited(0))
        #expect(.now - began < .seconds(25))
        // The flood leaves no room on the screen for anything else.
        if !script.hasPrefix("yes") { #expect(terminal.talk.contains("before: done\n")) }
    }

    /// Whether a process is gone, or will be in a moment.
    private func hasGone(process: String) async throws -> Bool {
        for _ in 0..<200 {
            guard let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
            if state.contains(") Z ") { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}
