import FrameAPI
import FrameOperations
import FrameSettings

/// A schedule between two marked lines of the user's crontab.
struct CrontabEntry: Sendable {
    let name: String
    /// The lines, including the marks, each with a line end.
    let text: String

    /// Longer commands are refused by the cron of Debian and others.
    private static let longestCommand = 998

    /// Writes a schedule.
    ///
    /// - Parameter schedule: The schedule. It uses the zone of the machine, because cron knows no other.
    /// - Throws: `invalid-input`, when the command is too long.
    init(_ schedule: CloseSchedule) throws(CommandError) {
        name = schedule.name
        let log = schedule.log ?? Self.standardLog(of: schedule)
        let command =
            CrontabText.line(["mkdir", "-p", FolderPath.of(log) ?? "/"]) + " && "
            + CrontabText.line(schedule.command, variables: schedule.environment) + " >> \(CrontabText.word(log)) 2>&1"
        guard command.utf8.count <= Self.longestCommand else {
            throw CommandError(
                .invalidInput,
                detail: "the command has \(command.utf8.count) bytes, and cron takes \(Self.longestCommand) of them",
                remedy: "Name fewer pools, or use --as systemd"
            )
        }
        text = """
            \(Self.begin(name))
            \(schedule.time.minute) \(schedule.time.hour) * * \(Self.days(schedule.days)) \(command)
            \(Self.end(name))

            """
    }

    static func standardLog(of schedule: CloseSchedule) -> String {
        "\(schedule.places.state)/framectl/\(schedule.name).log"
    }

    /// The beginnings of the two lines, for any name.
    static let marks = ["# BEGIN framectl schedule ", "# END framectl schedule "]

    static func begin(_ name: String) -> String { "\(marks[0])\(name). To change it, run that again." }

    static func end(_ name: String) -> String { marks[1] + name }

    /// With Sunday as 0, as in every cron.
    private static func days(_ days: Weekdays) -> String {
        guard days != .all else { return "*" }
        return Weekdays.runs(of: Set(days.numbers.map { $0 % 7 }))
            .map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ",")
    }
}
