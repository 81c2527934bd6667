import FoundationEssentials
import FrameAPI
import FrameOperations
import FrameSettings
import FrameWording

/// The description of a schedule, for the user who sets it up.
struct ScheduleText: Sendable {
    let schedule: CloseSchedule
    let form: ScheduleForm
    let settings: ScheduledSettings
    let ceilings: CeilingOptions

    /// The files or lines themselves.
    func files() throws(CommandError) -> String {
        switch form {
        case .systemd: SystemdUnits(schedule).files.map(\.shown).joined(separator: "\n")
        case .cron: try CrontabEntry(schedule).text
        case .windows: WindowsTask(schedule).content
        }
    }

    /// The meaning. It runs unattended, so everything that a question would say is said here.
    var meaning: String {
        let share =
            ceilings.maxPercent.map { "\($0.value) % of all sessions" } ?? "any share of all sessions (--max-percent)"
        var rows = [
            ("runs", ShellWord.line(["framectl"] + schedule.arguments)),
            (
                "at most",
                "\(ceilings.maxSessions) sessions (--max-sessions), \(share); when there are more, none is closed"
            ),
            (
                "not later",
                "than \(schedule.window.until) (--grace); a missed run, with the machine off or asleep, is skipped"
            ),
            ("secret", settings.secretPlace),
            ("output", log),
        ]
        if namesSomething { rows.append(("names", "of pools and sessions are resolved then, and not now")) }
        if schedule.zone == nil { rows.insert(("clock", "that of the machine it runs on"), at: 1) }
        return """
            \(schedule.moment) this closes what framectl close would close then, without a question: installing it
            confirms that each time (--yes). Unsaved work in those sessions will be lost.

            """ + rows.map { "  \($0.0.padded(toColumns: 9))  \($0.1)\n" }.joined()
                + notes.map { "Note: \($0)\n" }.joined()
    }

    /// The next steps, before and after installing.
    func next(installed: Bool) -> String {
        switch form {
        case .systemd where installed: afterUnits
        case .cron where installed:
            """
            To see it:     crontab -l
            To remove it:  crontab -l | sed '/^# BEGIN framectl schedule \(schedule.name)\\./,/^# END framectl schedule \
            \(schedule.name)$/d' | crontab -

            """
        case .windows:
            """
            Not installed. To install it, save the above as \(WindowsTask(schedule).fileName), and on Windows:
              schtasks /Create /TN "\(WindowsTask(schedule).taskName)" /XML \(WindowsTask(schedule).fileName)
            To remove it:
              schtasks /Delete /TN "\(WindowsTask(schedule).taskName)"

            """
        case .systemd:
            Self.notInstalled
                + (schedule.log.map { log in
                    "By hand, make the folder of the log, too: "
                        + ShellWord.line(["mkdir", "-p", FolderPath.of(log) ?? "/"]) + "\n"
                } ?? "")
        case .cron:
            Self.notInstalled + "By hand, put it above all lines that set TZ, CRON_TZ or SHELL: they would change it.\n"
        }
    }

    private static let notInstalled = "Not installed. To install it, for this user and without root, add --install.\n"

    private var afterUnits: String {
        let units = SystemdUnits(schedule)
        let user = Origin.ofThisProcess.user
        let lingers = FileManager.default.fileExists(atPath: "/var/lib/systemd/linger/\(user)")
        let files = units.files.map { ShellWord.quoted($0.path) }.joined(separator: " ")
        return """
            To see it:     systemctl --user list-timers \(units.timerName)
            To remove it:  systemctl --user disable --now \(units.timerName) && rm \(files)

            """ + (lingers ? "" : "It runs while you are logged in only, unless you say once: loginctl enable-linger\n")
    }

    private var namesSomething: Bool {
        schedule.arguments.contains { word in
            ["--pool", "--exclude-pool", "--session", "--exclude-session"].contains {
                word == $0 || word.begins(with: "\($0)=")
            }
        }
    }

    private var log: String {
        switch form {
        case .systemd: schedule.log ?? "in the journal: journalctl --user -u \(SystemdUnits(schedule).serviceName)"
        case .cron: schedule.log ?? CrontabEntry.standardLog(of: schedule)
        case .windows: WindowsTask(schedule).log
        }
    }

    private var notes: [String] {
        var notes: [String] = []
        if let exposure = settings.exposure?.words(in: .commandLine) {
            notes.append("\(exposure.detail). \(exposure.remedy)")
        }
        if settings.usesKeyring, form != .systemd {
            notes.append("the keyring is asked through the session bus, which a job may not have; --as systemd has it")
        }
        if schedule.program.parts(between: "/").contains(".build") {
            notes.append("\(schedule.program) is where it was built, and the next build replaces it (--program)")
        }
        return notes
    }
}
