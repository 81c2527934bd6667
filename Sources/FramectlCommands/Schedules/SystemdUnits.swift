import FrameOperations

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
        # The first signal waits for requests in flight; the run can be resumed.
        KillMode=mixed
        TimeoutStopSec=2min

        """
    }

    private var timer: String {
        """
        \(ScheduleFile.mark)
        [Unit]
        Description=Close Frame sessions, \(SystemdText.literal(schedule.moment))

        [Timer]
        OnCalendar=\(calendar)
        AccuracySec=1s
        # A missed run is skipped: it would close sessions of the next morning.
        Persistent=false

        [Install]
        WantedBy=timers.target

        """
    }

    /// The moment in the form of `systemd.time(7)`.
    var calendar: String {
        let days = schedule.days == .all ? "" : schedule.days.text(between: "..") + " "
        return "\(days)*-*-* \(schedule.time.text):00" + (schedule.zone.map { " \($0)" } ?? "")
    }

    private var settings: [String] {
        let variables = schedule.variables.map { "Environment=" + SystemdText.word("\($0.name)=\($0.value)") }
        guard let log = schedule.log.map(SystemdText.literal) else { return variables }
        return variables + ["StandardOutput=append:\(log)", "StandardError=append:\(log)"]
    }

    private var command: String {
        // In the command's own path nothing is a variable.
        ([SystemdText.word(schedule.program)] + schedule.arguments.map(SystemdText.argument)).joined(separator: " ")
    }
}

/// A file of a schedule.
struct ScheduleFile: Sendable, Equatable {
    /// Its path.
    let path: String
    let content: String

    /// The mark of the files that framectl wrote.
    static let mark = "# Written by framectl schedule. To change it, run that again."

    /// The file with its name, as `systemctl cat` shows one.
    var shown: String { "# \(path)\n\(content)" }
}
