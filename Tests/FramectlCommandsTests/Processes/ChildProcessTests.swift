import Foundation
import FrameAPI
import Glibc
import Testing

@testable import FrameSettings
@testable import FramectlCommands

@Suite("A child process", .timeLimit(.minutes(10)))
struct ChildProcessTests {
    private static let limit: Duration = .seconds(300)

    /// A clock by which the limit never passes, and nothing else is waited for: nobody asks again and again.
    private static let onlyTheLimit = TimeSource(
        now: { Date.now },
        elapsed: { .zero },
        sleep: { duration in
            guard duration == limit else {
                Issue.record("waits for \(duration)")
                return
            }
            try await Task.sleep(for: .seconds(3_600))
        }
    )

    private static func shell(
        _ script: String,
        limit: Duration = limit,
        on time: TimeSource = onlyTheLimit
    ) -> ChildProcess {
        ChildProcess(["sh", "-c", script], environment: [:], limit: limit, on: time)
    }

    @Test("that ends is noticed, without asking", arguments: ["sleep 0.3", "exec >&- 2>&-; sleep 0.3"])
    func ends(script: String) async {
        let output = CollectedOutput(limit: 0)
        #expect(await Self.shell(script).run(output: output.take, errors: output.take) == .exited(0))
    }

    @Test("has ended though a child of it holds its streams", arguments: [true, false])
    func leftBehind(hasOwnSession: Bool) async throws {
        let output = CollectedOutput(limit: 100)
        var process = Self.shell("sleep 300 & echo $!")
        process.hasOwnSession = hasOwnSession
        #expect(await process.run(output: output.take) == .exited(0))
        let child = try LeftBehind(String(decoding: output.bytes, as: UTF8.self))
        #expect(child.runs)
        child.end()
    }

    @Test("that does not heed SIGTERM is killed", arguments: [true, false])
    func stubborn(hasOwnSession: Bool) async {
        let (ready, begun) = AsyncStream<Never>.makeStream()
        var process = Self.shell("trap '' TERM; echo ready; while :; do sleep 1; done")
        process.hasOwnSession = hasOwnSession
        process.grace = .milliseconds(50)
        let end = await process.run(
            output: { _ in
                begun.finish()
                return true
            },
            unless: { for await _ in ready {} }
        )
        #expect(end == .stopped)
    }

    @Test("that writes too much is ended, before it ends", arguments: ["yes", "printf 0123456789x"])
    func tooMuch(script: String) async {
        #expect(await Self.shell(script).run(output: CollectedOutput(limit: 10).take) == .tooMuchOutput)
        let errors = CollectedOutput(limit: 10)
        let end = await Self.shell("exec >&2; \(script)").run(output: { _ in true }, errors: errors.take)
        #expect(end == .tooMuchOutput)
    }

    @Test("may have written too much when its end is noticed")
    func tooMuchAtLast() async {
        let output = CollectedOutput(limit: 10)
        let end = await Self.shell("printf 0123456789; sleep 0.1; printf x").run(
            output: { part in
                usleep(500_000)
                return output.take(part)
            }
        )
        #expect(end == .tooMuchOutput)
    }

    @Test("may write as much as is wanted")
    func enough() async {
        let output = CollectedOutput(limit: 10)
        #expect(await Self.shell("printf 01234; printf 56789 >&2").run(output: output.take) == .exited(0))
        #expect(output.bytes == Array("0123456789".utf8))
    }

    @Test("is ended when its time is over, and when the task is cancelled")
    func ended() async {
        let slow = Self.shell("exec sleep 300", limit: .milliseconds(100), on: .system)
        #expect(await slow.run(output: { _ in true }) == .timedOut(.milliseconds(100)))
        let cancelled = Task { await Self.shell("exec sleep 300").run(output: { _ in true }) }
        try? await Task.sleep(for: .milliseconds(100))
        cancelled.cancel()
        #expect(await cancelled.value == .stopped)
    }

    @Test("is noticed where the system has no descriptor for it")
    func withoutDescriptor() async throws {
        var child: pid_t = 0
        let words = [strdup("sh"), strdup("-c"), strdup("sleep 0.3; exit 3"), nil]
        defer { words.forEach { free($0) } }
        try #require(posix_spawnp(&child, "sh", nil, nil, words, environ) == 0)
        await ChildProcess.end(of: child, descriptor: -1)
        var status: CInt = 0
        #expect(waitpid(child, &status, WNOHANG) == child)
        #expect(status >> 8 == 3)
    }
}

/// A process that a test leaves behind, by the number that it printed.
private struct LeftBehind {
    private let process: pid_t

    init(_ printed: String) throws {
        process = try #require(pid_t(printed.trimmingWhitespace()))
    }

    /// Whether it does; one that was killed may not be reaped yet.
    var runs: Bool {
        (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?.contains(") Z ") == false
    }

    func end() {
        kill(process, SIGKILL)
    }
}

@Suite("A tool of the system", .timeLimit(.minutes(10)))
struct SystemToolTests {
    private func run(_ script: String, on time: TimeSource = .system) async throws -> SystemTool.Result {
        var context = CommandContext.working(RecordingTerminal(), environment: ["PATH": "/usr/bin:/bin"])
        context.time = time
        return try await SystemTool(name: "sh", context: context).run(["-c", script], input: Array("in".utf8))
    }

    @Test("gives back its status and both of its streams")
    func result() async throws {
        let result = try await run("cat; echo $LC_ALL >&2; exit 3")
        #expect(result == SystemTool.Result(status: 3, bytes: Array("in".utf8), talk: "C\n"))
        #expect(try await run("kill -9 $$").status == 137)
    }

    @Test("is not waited for longer than it runs, whoever holds its streams")
    func leftBehind() async throws {
        let child = try LeftBehind(await run("sleep 300 & echo $!").output)
        #expect(child.runs)
        child.end()
    }

    @Test("that does not end is named")
    func hangs() async throws {
        let soon = TimeSource(now: { Date.now }, elapsed: { .zero }, sleep: { _ in })
        let error = try #require(
            await #expect(throws: CommandError.self) { try await run("exec sleep 300", on: soon) }
        )
        #expect(error.detail == "sh did not end within 30 seconds")
    }
}
