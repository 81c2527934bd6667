import Testing

@testable import FramectlCommands

@Suite("A duration on the command line")
struct DurationArgumentTests {
    @Test(
        "is read as people write it",
        arguments: [
            ("90s", 90), ("5m", 300), ("1h30m", 5_400), ("1h1m1s", 3_661), ("0s", 0), ("5min", 300), ("5 min", 300),
            ("90sec", 90), ("2hours", 7_200), ("1 Hour 30 Minutes", 5_400), ("1d", 86_400), ("1day2h", 93_600),
            (" 45m ", 2_700), ("7d", 604_800), ("5M", 300), ("1d 0h 0m 1s", 86_401),
        ]
    )
    func read(text: String, seconds: Int) throws {
        #expect(try DurationArgument(parsing: text).duration == .seconds(seconds))
    }

    @Test(
        "is shown as it can be typed again",
        arguments: [0, 1, 59, 60, 61, 3_600, 3_660, 3_661, 604_799, 604_800]
    )
    func shown(seconds: Int) throws {
        let shown = DurationArgument(.seconds(seconds)).text
        #expect(try DurationArgument(parsing: shown).duration == .seconds(seconds), "\(shown)")
    }

    @Test(
        "is refused where it is not understood, and it is said why",
        arguments: [
            ("5", "5 has no unit; write 5s, 5m or 5h"), ("0", "write 0s"), ("1h30", "30 has no unit"),
            ("1.5h", "whole numbers with units, such as 90s, 5m or 1h30m"), ("1,5h", "whole numbers"),
            ("", "expected whole numbers"), (" ", "expected whole numbers"), ("soon", "expected whole numbers"),
            ("-5s", "expected"), ("m", "expected"), ("９s", "expected"), ("5µs", "expected"),
            ("5y", "“y” is not a unit; use s, m, h or d"), ("5mm", "“mm” is not a unit"), ("500ms", "“ms” is not"),
            ("5s5m", "larger units come first"), ("5m5m", "each once"), ("8d", "at most 7d"),
            ("99999999h", "at most 7d"),
            ("9223372036854775807s", "at most 7d"), ("7d1s", "at most 7d"),
        ]
    )
    func refused(text: String, why: String) {
        let problem = #expect(throws: ArgumentProblem.self) { try DurationArgument(parsing: text) }
        #expect(problem?.description.contains(why) ?? false, "\(problem?.description ?? "")")
    }

    @Test(
        "has a unit wherever one is given, and the refusal quotes it",
        arguments: [
            ["close", "--deadline"], ["close", "--time-limit"], ["close", "--hook-limit"],
            ["apply", "x", "--deadline"],
            ["wait-empty", "--deadline"], ["plan", "--valid-for"], ["schedule", "--at", "18:00", "--grace"],
            ["schedule", "--at", "18:00", "--deadline"], ["runs", "resume", "--deadline"],
        ]
    )
    func everywhere(command: [String]) async {
        let terminal = RecordingTerminal()
        #expect(await CommandRunner.run(command + ["5"], in: .recording(terminal)) == .usage)
        #expect(terminal.talk.contains("The value '5' is invalid for '\(command.last ?? "")"))
        #expect(terminal.talk.contains("write 5s, 5m or 5h"))
    }
}
