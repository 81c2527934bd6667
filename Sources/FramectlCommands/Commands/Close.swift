import ArgumentParser
import FrameOperations
import FrameWorkflows

/// `framectl close`
struct Close: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close sessions: plan, confirm, close, verify, report.",
        discussion: """
            Shows the plan and asks for a phrase that holds the count and the account. A script confirms with --confirm or \
            --yes instead; without a terminal and without either, nothing is closed.

            A session counts as closed when two witnesses agree: a later listing that does not show it, and the session \
            itself. Unsaved work of its user is lost. What happens is written to the journal before it does; framectl runs \
            resume continues a run that was interrupted.

            Examples:
              framectl close
              framectl close --pool "Room 3" --reason "end of class"
              framectl close --confirm "close 58 sessions"
              framectl close --yes --max-sessions 500 --output json > report.json
              framectl close --until-empty --deadline 10m --before ./block-logins
            """
    )

    @OptionGroup(title: "Which sessions") var selection: SelectionOptions
    @OptionGroup(title: "Confirmation") var window: WindowOption
    @OptionGroup var options: RunOptions

    var outputFormat: OutputFormat { options.output.output }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try window.check(context)
        return try await ServiceConnection.with(
            options.connection,
            in: context,
            pace: options.close.work.settings,
            retry: options.connection.retry(within: window.remaining(in: context))
        ) { service, context in
            let criteria = try await selection.criteria(from: context.terminal)
            let execution = CloseExecution(
                options: options,
                ignoresNotFound: selection.ignoreNotFound,
                service: service,
                context: context
            )
            return try await execution.run(.criteria(criteria), on: try await service.serviceAccount())
        }
    }
}
