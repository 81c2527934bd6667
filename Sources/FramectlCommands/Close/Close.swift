import ArgumentParser
import FrameOperations

/// `framectl close`
struct Close: ContextualCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plans, asks, closes, verifies, reports.",
        discussion: """
            Shows the plan and asks for a phrase that holds the count and the account. A script agrees with --confirm or \
            --yes instead; without a terminal and without either, nothing is closed.

            A session counts as closed only when a later listing no longer shows it. Unsaved work of its user is lost.

            Examples:   framectl close
                        framectl close --pool "Room 3" --confirm "close 24 sessions"
                        framectl close --yes --max-sessions 500 --output json > report.json
            """
    )

    @OptionGroup var selection: SelectionOptions
    @OptionGroup var consent: ConsentOptions
    @Option(help: ArgumentHelp("How many closes may be under way at once.", valueName: "n"))
    var concurrency = 4
    @Option(
        help: ArgumentHelp(
            "How long to wait for sessions that are closing, such as 90s or 5m.",
            valueName: "duration"
        )
    )
    var deadline = DurationArgument(.seconds(300))
    @OptionGroup var output: OutputOptions
    @OptionGroup var connection: ConnectionOptions

    var outputFormat: OutputFormat { output.output }

    func validate() throws {
        guard (1...256).contains(concurrency) else {
            throw ValidationError("--concurrency takes a whole number from 1 to 256.")
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await ServiceConnection.with(connection, in: context, concurrency: concurrency) { service, context in
            let workflow = CloseWorkflow(
                selection: selection,
                consent: consent,
                settings: RunSettings(concurrency: concurrency, deadline: deadline.duration),
                format: output.output,
                context: context
            )
            return try await workflow.run(on: service)
        }
    }
}
