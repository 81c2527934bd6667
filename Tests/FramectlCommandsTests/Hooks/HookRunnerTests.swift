import Foundation
import FrameOperations
import FrameSettings
import Glibc
import FrameWording
import Testing

@testable import FrameAPI
@testable import FramectlCommands

@Suite("A hook")
struct HookRunnerTests {
    /// Runs a command line with the machine's clock.
    private func run(
        _ text: String,
        as hook: Hook.Moment = .before,
        input: String = "",
        limit: Duration = .seconds(120),
        stop: StopSwitch? = nil,
        to terminal: any Terminal = RecordingTerminal(),
        hiding secret: Secret? = nil
    ) async throws -> HookEnd {
        let context = CommandContext.hooking(terminal)
        if let secret { context.redaction.hide(secret) }
        return try await HookRunner(context: context, runID: "run-1", limit: limit)
            .run(HookCommand(parsing: text), as: hook, input: input, unless: stop)
    }

    @Test("that ends with 0 succeeded")
    func success() async throws {
        let result = try await run("true")
        #expect(result == .exited(0))
        #expect(result.succeeded)
        #expect(result.words == "ended with status 0")
    }

    @Test("that ends otherwise did not, and says how")
    func failures() async throws {
        let status = try await run("sh -c 'exit 3'")
        #expect(!status.succeeded)
        #expect(status == .exited(3))
        #expect(status.words == "ended with status 3")
        let signal = try await run("sh -c 'kill -USR1 $$'")
        #expect(!signal.succeeded)
        #expect(signal.words == "was ended by signal 10")
    }

    @Test(
        "that cannot be started says why",
        arguments: [
            ("no-such-command-here", "could not be started: no such command “no-such-command-here”"),
            ("/nowhere/at/all", "could not be started: “/nowhere/at/all”: No such file or directory"),
            ("/etc/passwd", "could not be started: “/etc/passwd”: Permission denied"),
            ("/tmp", "could not be started: “/tmp” is a folder"),
        ]
    )
    func notStarted(text: String, words: String) async throws {
        let result = try await run(text)
        #expect(!result.succeeded)
        #expect(result.words == words)
    }

    @Test("is found by its path, with its arguments as they are")
    func path() async throws {
        let terminal = RecordingTerminal()
        let result = try await run("/bin/echo '$HOME' 'a  b' ''", to: terminal)
        #expect(result.succeeded)
        #expect(terminal.talk == "before: $HOME a  b \n")
    }

    @Test("is told the moment and the run, besides the environment it is given")
    func environment() async throws {
        let terminal = RecordingTerminal()
        _ = try await run("sh -c 'echo $FRAMECTL_HOOK $FRAMECTL_RUN_ID $ROOM'", as: .after, to: terminal)
        _ = try await run("sh -c 'env | grep -c .'", to: terminal)
        #expect(terminal.talk.hasPrefix("after: after run-1 3\n"))
        #expect(terminal.output.isEmpty)
    }

    @Test("runs in a process group of its own, with signals as they come by default")
    func group() async throws {
        let terminal = RecordingTerminal()
        let result = try await run("sh -c 'echo $$; ps -o pgid= -p $$; yes | head -n 1'", to: terminal)
        #expect(result.succeeded)
        let words = terminal.talk.split(whereSeparator: \.isWhitespace).filter { $0 != "before:" }
        #expect(words.count == 3, "no “Broken pipe” from yes")
        #expect(words.first == words.dropFirst().first)
    }

    @Test("shows both of its streams in order")
    func streams() async throws {
        let terminal = RecordingTerminal()
        _ = try await run("sh -c 'echo one; echo two >&2; echo three'", to: terminal)
        #expect(terminal.talk == "before: one\nbefore: two\nbefore: three\n")
    }

    @Test("that prints the secret does not get it shown")
    func secret() async throws {
        let terminal = RecordingTerminal()
        _ = try await run(
            "sh -c 'printf 0123456; echo 789abcdef!; echo 0123456789ABCDEF >&2'",
            to: terminal,
            hiding: Secret("0123456789abcdef")
        )
        #expect(terminal.talk == "before: <redacted>!\nbefore: <redacted>\n")
    }

    @Test("gets all of a long input")
    func input() async throws {
        let terminal = RecordingTerminal()
        let result = try await run("wc -c", input: String(repeating: "0123456789", count: 2_000_000), to: terminal)
        #expect(result.succeeded)
        #expect(terminal.talk == "before: 20000000\n")
    }

    @Test("gets its input while it writes: neither waits for the other")
    func echo() async throws {
        let terminal = RecordingTerminal()
        let line = String(repeating: "x", count: 9_999) + "\n"
        let result = try await run("cat", input: String(repeating: line, count: 1_000), to: terminal)
        #expect(result.succeeded)
        #expect(terminal.talk.split(separator: "\n").count == 1_000)
    }

    @Test("need not read its input", arguments: ["true", "sh -c 'exec <&-; sleep 0.1'", "head -c 10"])
    func ignoredInput(text: String) async throws {
        let result = try await run(text, input: String(repeating: "0123456789", count: 500_000))
        #expect(result == .exited(0))
    }

    @Test("may write bytes that are no text")
    func garbage() async throws {
        let terminal = RecordingTerminal()
        #expect(try await run("head -c 300000 /dev/urandom", to: terminal).succeeded)
        let controls = terminal.talk.unicodeScalars.filter { $0.properties.generalCategory == .control && $0 != "\n" }
        #expect(controls.isEmpty)
    }

    @Test("that writes without end does not fill the screen")
    func flood() async throws {
        let terminal = RecordingTerminal()
        let line = String(repeating: "x", count: 99)
        let text = "sh -c 'yes \(line) | head -c 100000000; head -c 100000000 /dev/zero'"
        #expect(try await run(text, to: terminal).succeeded)
        let lines = terminal.talk.split(separator: "\n")
        #expect(lines.count == 2_001)
        #expect(lines.last == "before: … and 998001 more lines")
    }
}

extension CommandContext {
    /// A context with the machine's clock and a small environment.
    static func hooking(_ terminal: any Terminal) -> CommandContext {
        CommandContext(
            environment: ["PATH": "/usr/bin:/bin", "ROOM": "3", "1st": "no name of a variable"],
            terminal: terminal,
            time: .system,
            random: .system,
            signals: nil
        )
    }
}
