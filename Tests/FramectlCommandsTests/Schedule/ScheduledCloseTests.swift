import ArgumentParser
import FrameAPI
import Testing

@testable import FramectlCommands

@Suite("The close that a schedule makes")
struct ScheduledCloseTests {
    /// A value of each option other than its default; a flag has none.
    private static let values = [
        "--pool": "Room 3", "--kind": "test", "--session": "s-1", "--exclude-pool": "Office",
        "--exclude-session": "s-2",
        "--max-sessions": "412", "--max-percent": "90%", "--sweep": "2", "--reason": "end of class",
        "--concurrency": "8", "--rate": "2.5", "--deadline": "90s", "--time-limit": "45m", "--max-failures": "5%",
        "--verify": "each", "--before": "block", "--after": "notify", "--hook-limit": "1m",
    ]

    private static func names(_ command: any ParsableCommand.Type) -> Set<String> {
        Set(command.options.flatMap(\.spellings).filter { $0.begins(with: "--") })
    }

    @Test("has every option of close, but for those that only somebody at a terminal can use")
    func none() {
        let own: Set = ["--yes", "--confirm", "--between", "--output", "--spreadsheet-safe"]
        let lost = Self.names(Close.self).subtracting(Self.names(Schedule.self)).subtracting(own)
        #expect(lost.isEmpty)
    }

    @Test("is given every option of its groups as the schedule was")
    func every() async throws {
        struct Groups: AsyncParsableCommand {
            @OptionGroup var selection: SelectionOptions
            @OptionGroup var close: CloseOptions
        }
        for name in Self.names(Groups.self) where name != "--help" {
            let option = try #require(Groups.options.first { $0.spellings.contains(name) })
            let given = option.kind == .flag ? [name] : [name, try #require(Self.values[name], "no value of \(name)")]
            let schedule = try await ScheduleFixture.schedule(["--at", "18:00"] + given, as: .systemd, program: "/x")
            #expect(schedule.arguments.joined(separator: "\0").contains(given.joined(separator: "\0")), "\(given)")
        }
    }

    @Test("is given nothing that close does anyway, except for the ceiling")
    func defaults() async throws {
        let schedule = try await ScheduleFixture.schedule(
            ["--at", "18:00", "--deadline", "5m", "--concurrency", "32", "--verify", "sample"],
            as: .systemd,
            program: "/x"
        )
        #expect(
            schedule.arguments.prefix(10) == [
                "close", "--yes", "--max-sessions", "1000", "--between", "18:00-18:30", "--retry-for", "30m",
                "--reason",
                "scheduled close",
            ]
        )
        #expect(schedule.arguments[10] == "--journal")
    }
}
