import FrameAPI
import FrameOperations
import FrameSettings
import Glibc

extension Schedule {
    /// The schedule that the options describe.
    ///
    /// - Parameters:
    ///   - form: The scheduler.
    ///   - settings: The settings of the connection.
    ///   - context: The environment.
    /// - Returns: The complete schedule.
    /// - Throws: ``CommandError``, when it could not be performed.
    func schedule(
        as form: ScheduleForm,
        with settings: ScheduledSettings,
        in context: CommandContext
    ) async throws -> CloseSchedule {
        let minutes = Int(grace.duration / .seconds(60))
        let window = DailyWindow(from: at, lasting: minutes)
        for hook in Hook.Moment.allCases {
            try check(close.work.hooks.command(for: hook), "command of \(hook.option)", in: context.environment)
        }
        let process = try settings.credentialProcess.map(HookCommand.init(parsing:))
        try check(process, "command of credential_process", in: context.environment)
        let scheduled = ScheduledClose(
            selection: selection,
            options: close,
            journal: AbsolutePath.of(try journal.path(in: context.environment)),
            window: window,
            retryFor: connection.retryFor ?? grace,
            settings: settings
        )
        let schedule = CloseSchedule(
            name: name,
            days: days,
            window: window,
            zone: try ZoneName.meant(timezone, for: form, context.environment)?.name,
            program: try path(),
            arguments: try await scheduled.arguments(),
            environment: settings.environment,
            log: log.map(AbsolutePath.of),
            places: try UserPlaces(context.environment)
        )
        try schedule.check(for: form)
        return schedule
    }

    private func path() throws(CommandError) -> String {
        guard let program = program ?? AbsolutePath.ofThisProgram else {
            throw CommandError(
                .invalidInput,
                detail: "the system does not say where this program is",
                remedy: "Name its whole path with --program"
            )
        }
        return program
    }

    /// Refuses a command that would not be found at the time: it has a relative path, or is only in the present `PATH`.
    private func check(
        _ command: HookCommand?,
        _ what: String,
        in environment: [String: String]
    ) throws(CommandError) {
        guard let name = command?.words.first, !name.begins(with: "/") else { return }
        guard !name.holds("/") else {
            throw CommandError(
                .invalidInput,
                detail: "the \(what) is named from this folder, and a schedule runs in another one",
                remedy: "Name it with its whole path"
            )
        }
        func path(in folders: [String]) -> String? {
            folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
        }
        let found = path(in: SystemTool.folders(environment))
        // It may exist on another machine.
        guard path(in: ChildProcess.plainFolders) == nil, found != nil || program == nil else { return }
        throw CommandError(
            .invalidInput,
            detail: "the \(what), “\(Excerpt.of(name, limit: 120))”, is not in "
                + "\(ChildProcess.plainFolders.joined(separator: " or ")), where a schedule looks for it",
            remedy: "Name it with its whole path" + (found.map { ": \(Excerpt.of($0, limit: 300))" } ?? "")
        )
    }
}
