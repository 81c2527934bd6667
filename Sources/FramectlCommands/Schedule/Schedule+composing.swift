import FrameAPI
import FrameOperations

extension Schedule {
    /// The schedule that the options describe.
    ///
    /// - Parameters:
    ///   - form: What is to start it.
    ///   - settings: How to reach the service.
    ///   - context: The environment.
    /// - Returns: The schedule, whole.
    /// - Throws: ``CommandError``, when it could not be kept to.
    func schedule(
        as form: ScheduleForm,
        with settings: ScheduledSettings,
        in context: CommandContext
    ) throws -> CloseSchedule {
        let minutes = Int(grace.duration / .seconds(60))
        let window = StartWindow(from: at, until: TimeOfDay(minutes: at.minutes + minutes))
        for hook in Hook.Moment.allCases { try check(hook) }
        let close = ScheduledClose(
            selection: selection,
            ceilings: ceilings,
            sweep: sweep,
            reason: reason.reason ?? "scheduled close",
            pace: pace,
            verification: verification,
            hooks: hooks,
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
            arguments: try close.arguments(),
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

    /// A command that is named from the present folder would not be found from another one.
    private func check(_ hook: Hook.Moment) throws {
        guard let name = try hooks.command(for: hook)?.words.first, name.holds("/"), !name.begins(with: "/") else {
            return
        }
        throw CommandError(
            .invalidInput,
            detail: "the command of \(hook.option) is named from this folder, and a schedule runs in another one",
            remedy: "Name it with its whole path"
        )
    }
}
