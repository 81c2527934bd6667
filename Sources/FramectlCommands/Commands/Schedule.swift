import ArgumentParser
import FrameAPI
import FrameOperations

/// `framectl schedule`
struct Schedule: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Schedule a recurring close with systemd, cron or the Windows Task Scheduler.",
        discussion: """
            Prints a systemd timer and service, a crontab line or a task for the Windows Task Scheduler, which runs framectl close with limits, a reason and a log. With --install it is installed for this \
            user; nothing is asked of root, and no process of ours stays behind.

            It runs unattended: installing a schedule confirms what it finds each time (close --yes), \
            within --max-sessions and --max-percent. A run that was missed is left out. The secret has to be in a file.

            Examples:
              framectl schedule --at 18:00 --days mon-fri
              framectl schedule --at 22:30 --max-sessions 20 --install
              framectl schedule --at 7:30 --timezone Europe/Berlin
            """
    )

    @Option(help: ArgumentHelp("The time of day to begin at, such as 18:00 or 6pm.", valueName: "hh:mm"))
    var at: TimeOfDay
    @Option(help: ArgumentHelp("On which days: mon-fri, or mon,wed,sat, or daily.", valueName: "days"))
    var days = Weekdays.all
    @Option(
        help: ArgumentHelp(
            """
            The time zone of --at, such as Europe/Berlin; by default that of TZ, or of the machine. For systemd alone, unless \
            it is the machine's own.
            """,
            valueName: "zone"
        )
    )
    var timezone: String?
    @Option(
        help: ArgumentHelp(
            "How late a run may begin, such as 30m; a later one closes nothing.",
            valueName: "duration"
        )
    )
    var grace = DurationArgument(.seconds(1_800))
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "What starts it: systemd, cron, windows; by default what this machine has.",
            valueName: "form"
        )
    )
    var form: ScheduleForm?
    @Option(help: ArgumentHelp("Tells it from other schedules of yours; the same name replaces.", valueName: "name"))
    var name = "close"
    @Option(
        help: ArgumentHelp(
            "The file that the output is added to; with systemd by default the journal.",
            valueName: "file"
        )
    )
    var log: String?
    @Option(help: ArgumentHelp("The whole path of framectl where it will run; by default this one.", valueName: "file"))
    var program: String?
    @Flag(help: "Install it for this user, instead of only printing it.")
    var install = false
    @OptionGroup(title: "Which sessions") var selection: SelectionOptions
    @OptionGroup var close: CloseOptions
    @OptionGroup(title: "Journal") var journal: JournalOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    var outputFormat: OutputFormat { .text }

    func validate() throws {
        guard (60...43_200).contains(grace.duration / .seconds(1)) else {
            throw ValidationError("--grace takes 1m to 12h.")
        }
        guard name.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,39}/) != nil else {
            throw ValidationError("--name takes up to 40 lowercase letters, digits and hyphens.")
        }
        guard program?.begins(with: "/") ?? true else { throw ValidationError("--program takes a whole path, from /.") }
        guard log.map({ !$0.isEmpty }) ?? true else { throw ValidationError("--log is empty. Name a file.") }
        guard !selection.session.contains("-") else {
            throw ValidationError("--session - reads ids now, and a schedule closes later. Leave it out.")
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let form = form ?? .ofMachine(context.environment)
        let settings = try ScheduledSettings(connection, in: context)
        let schedule = try await schedule(as: form, with: settings, in: context)
        let text = ScheduleText(schedule: schedule, form: form, settings: settings, ceilings: close.ceilings)
        if install { try settings.checkSecret() }
        context.terminal.writeData(try text.files())
        context.terminal.writeData(text.meaning, to: .talk)
        if install { try await ScheduleInstallation(schedule: schedule, context: context).install(as: form) }
        context.terminal.writeData(text.next(installed: install), to: .talk)
        return .success
    }
}
