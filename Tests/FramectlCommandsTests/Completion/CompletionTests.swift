import ArgumentParser
import Foundation
import FrameAPI
import FrameJournal
import FrameOperations
import Testing

@testable import FramectlCommands

@Suite("Completions")
struct CompletionTests {
    /// Asks as the script of a shell does.
    private func complete(
        _ command: [String],
        _ argument: String,
        after options: [String] = [],
        environment: [String: String] = [:]
    ) async -> String {
        let terminal = RecordingTerminal()
        var context = CommandContext.recording(terminal, environment: environment)
        context.time = .patient
        let words = ["framectl"] + command + options + [argument, ""]
        let status = await CommandRunner.run(
            ["---completion"] + command + ["--", argument, String(words.count - 1), "0"] + words,
            in: context
        )
        #expect(status == .success)
        #expect(terminal.talk.isEmpty)
        return terminal.output
    }

    @Test(
        "of what only the service knows are nothing, in silence, where it cannot be asked",
        arguments: ["--pool", "--exclude-pool", "--kind", "--session", "--exclude-session", "--account"]
    )
    func silence(option: String) async {
        #expect(await complete(["close"], option) == "\n")
        let unreachable = [
            "FRAME_API_URL": "http://127.0.0.1:1/v1", "FRAME_CLIENT_ID": "c", "FRAME_CLIENT_SECRET": "s",
            "FRAME_ACCOUNT_ID": "a0000000-0000-4000-8000-0000000000e1",
        ]
        #expect(await complete(["plan"], option, environment: unreachable) == "\n")
    }

    @Test("that could not stand on a line, or would move the cursor, are left out, and a wait ends")
    func unfit() async {
        var context = CommandContext.recording(RecordingTerminal())
        context.time = .patient
        let request = CompletionRequest(context: context, words: [])
        #expect(await request.words { _ in ["a", "", "b\nc", "d\u{1B}[2J"] } == ["a"])
        #expect(await request.words { _ in throw CancellationError() } == [])
        context.time = TimeSource(now: { TimeSource.system.now() }, elapsed: { .zero }, sleep: { _ in })
        let late = CompletionRequest(context: context, words: [])
        #expect(
            await late.words { _ in
                try await Task.sleep(for: .seconds(600))
                return ["late"]
            } == []
        )
    }

    @Test(
        "of runs are those of the journal that is named, and nothing where it cannot be read",
        arguments: [["--journal", "J"], ["--journal=J"], ["--journal", "'J'"]]
    )
    func runs(option: [String]) async throws {
        try await SettingsHome.with { home in
            let environment = home.context().environment
            let file = home.home + "/j.sqlite"
            let option = option.map { $0.replacing("J", with: file) }
            #expect(await complete(["runs", "show"], "positional@0", after: option, environment: environment) == "\n")
            let journal = try Journal(at: file)
            let writer = try await journal.begin(
                "20261120T180501Z-kfqd",
                on: ClaimSubject(account: "a", apiURL: "b"),
                RunTerms(
                    holder: ClaimHolder(pid: 1, host: "h", user: "u"),
                    reserve: 0,
                    time: .now,
                    isEnded: \.isEnd,
                    redact: { $0 }
                )
            )
            await writer.end()
            let output = await complete(["runs", "show"], "positional@0", after: option, environment: environment)
            #expect(output == "20261120T180501Z-kfqd\n")
        }
    }

    @Test("know the profiles", arguments: [(["close"], "--profile"), (["profile", "use"], "positional@0")])
    func profiles(command: [String], argument: String) async throws {
        try await SettingsHome.with { home in
            try home.profile("training", "")
            try home.profile("production", "")
            let output = await complete(command, argument, environment: home.context().environment)
            #expect(output == "production\ntraining\n")
        }
    }

    @Test("take the connection's options from the command line so far, in either form", arguments: [false, true])
    func connection(isJoined: Bool) async throws {
        let words =
            isJoined
            ? ["framectl", "close", "--account='a b'", "--yes", "--api-url=http://127.0.0.1:1", "--pool", ""]
            : ["framectl", "close", "--account", "'a b'", "--yes", "--api-url", "http://127.0.0.1:1", "--pool", ""]
        let request = CompletionRequest(context: .recording(RecordingTerminal()), words: words)
        let options = try await request.connection
        #expect(options.account == "a b")
        #expect(options.apiURL == "http://127.0.0.1:1")
        #expect(options.clientID == nil)
    }
}
