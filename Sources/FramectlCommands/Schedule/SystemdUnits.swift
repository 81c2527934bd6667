/// A timer and a service of the user's own systemd.
struct SystemdUnits: Sendable {
    private let schedule: CloseSchedule

    init(_ schedule: CloseSchedule) {
        self.schedule = schedule
    }

    var serviceName: String { "framectl-\(schedule.name).service" }

    var timerName: String { "framectl-\(schedule.name).timer" }

    var files: [ScheduleFile] {
        let folder = "\(schedule.places.configuration)/systemd/user"
        return [
            ScheduleFile(path: "\(folder)/\(serviceName)", content: service),
            ScheduleFile(path: "\(folder)/\(timerName)", content: timer),
        ]
    }

    private var service: String {
        """
        \(ScheduleFile.mark)
        [Unit]
        Description=Close Frame sessions (framectl schedule, \(schedule.name))

        [Service]
        Type=oneshot
        \(settings.map { $0 + "\n" }.joined())ExecStart=\(command)
        # The first signal lets what is in flight end, and the record says how far it came.
        KillMode=mixed
        TimeoutStopSec=2min

        """
    }

    private var timer: String {
        """
        \(ScheduleFile.mark)
        [Unit]
        Description=Close Frame sessions, \(Self.literal(schedule.moment))

        [Timer]
        OnCalendar=\(calendar)
        AccuracySec=1s
        # A run that was missed is left out: whoever works the next morning keeps the session.
        Persistent=false

        [Install]
        WantedBy=timers.target

        """
    }

    /// The moment as `systemd.time(7)` has it.
    var calendar: String {
        let days = schedule.days == .all ? "" : schedule.days.text(between: "..") + " "
        return "\(days)*-*-* \(schedule.time.text):00" + (schedule.zone.map { " \($0)" } ?? "")
    }

    private var settings: [String] {
        let variables = schedule.variables.map { "Environment=" + Self.quoted(Self.literal("\($0.name)=\($0.value)")) }
        guard let log = schedule.log.map(Self.literal) else { return variables }
        return variables + ["StandardOutput=append:\(log)", "StandardError=append:\(log)"]
    }

    private var command: String {
        // In the command's own path nothing is a variable.
        let arguments = schedule.arguments.map { Self.quoted(Self.literal($0).replacing("$", with: "$$")) }
        return ([Self.quoted(Self.literal(schedule.program))] + arguments).joined(separator: " ")
    }

    /// Without specifiers.
    private static func literal(_ text: String) -> String { text.replacing("%", with: "%%") }

    /// One word, as `systemd.syntax(7)` reads it back.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_@%+=:,./-$".contains($0)) }
        guard word.isEmpty || !isPlain else { return word }
        return "\"" + word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
