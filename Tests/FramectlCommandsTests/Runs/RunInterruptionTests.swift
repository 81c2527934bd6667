import FrameOperations
import FrameWorkflows
import Testing

@testable import FramectlCommands

@Suite("An interruption", .timeLimit(.minutes(10)))
struct RunInterruptionTests {
    /// Comes when a switch is triggered.
    private struct Source: InterruptionSource {
        let wish = StopSwitch()

        func watch(first: @Sendable () -> Void, again: @Sendable () -> Void) async {
            await wish.thrown()
            if wish.isThrown { first() }
        }
    }

    private func interruption(_ source: Source, _ terminal: RecordingTerminal) -> RunInterruption {
        var context = CommandContext.recording(terminal)
        context.signals = source
        return RunInterruption(context: context, before: "Nothing was written")
    }

    @Test("ends what is only prepared, and then nothing is written any more")
    func preparing() async throws {
        let (source, terminal) = (Source(), RecordingTerminal())
        let interruption = interruption(source, terminal)
        let error = try #require(
            await #expect(throws: CommandError.self) {
                try await interruption.guarding {
                    source.wish.stop()
                    await interruption.stop.thrown()
                    try interruption.beginWriting(check: "framectl doctor")
                    Issue.record("it was interrupted before")
                }
            }
        )
        #expect(error == CommandError(.interrupted, detail: "interrupted", remedy: "Nothing was written. Run it again"))
        #expect(terminal.talk.isEmpty)
    }

    @Test("waits for what is being written, and says so")
    func writing() async throws {
        let (source, terminal) = (Source(), RecordingTerminal())
        let interruption = interruption(source, terminal)
        try await interruption.guarding {
            try interruption.beginWriting(check: "framectl doctor")
            source.wish.stop()
            await interruption.stop.thrown()
            // It says so right after.
            while terminal.talk.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        }
        #expect(terminal.talk.contains("waiting for what is being written"))
    }
}
