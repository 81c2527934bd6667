import ArgumentParser
import FrameAPI
import FrameOperations
import FrameWorkflows

/// `framectl apply`
struct Apply: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Close the sessions of a saved plan, and nothing else.",
        discussion: """
            Takes a plan that framectl plan -o saved, lists again, and closes those of its sessions that may still be closed. \
            New sessions are named and not closed. A plan that was altered, has expired, belongs to another account, service or \
            credential, or no longer fits the account is refused with status 5.

            Confirmation works as in close; --confirm takes the phrase of what is left to close, or the saved plan's own. \
            With - the plan is read from standard input, and --confirm or --yes is needed. --digest names the one that was \
            approved: any other is refused.

            Examples:
              framectl apply tonight.json
              framectl apply tonight.json --confirm "close 58 sessions" --max-drift 10%
            """
    )

    @Argument(help: ArgumentHelp("The saved plan; - reads standard input.", valueName: "file"), completion: .file())
    var file: String
    @Option(
        help: ArgumentHelp("Refuse the plan unless it has this digest (sha256:…).", valueName: "digest")
    )
    var digest: PlanDigest?
    @Option(
        help: ArgumentHelp(
            "How much the account may have changed: sessions that left, moved or started, in percent of the planned ones.",
            valueName: "percent"
        )
    )
    var maxDrift = Percent(20)
    @Flag(help: "Do not fail when a session that the plan's --session named is not found.")
    var ignoreNotFound = false
    @OptionGroup var options: RunOptions

    var outputFormat: OutputFormat { options.output.output }

    func validate() throws {
        guard maxDrift.value >= 0 else { throw ValidationError("--max-drift takes a whole number of percent from 0.") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let preparation = ApplyPreparation(
            saved: try SavedPlan(readingFrom: file),
            maxDrift: maxDrift.value,
            isFromInput: file == SavedPlan.input
        )
        if let digest { try preparation.saved.checkDigest(digest) }
        try preparation.saved.checkValidity(at: context.time.now())
        return try await ServiceConnection.with(
            options.connection,
            in: context,
            pace: options.close.work.settings
        ) { service, context in
            try await preparation.check(against: service)
            let execution = CloseExecution(
                options: options,
                ignoresNotFound: ignoreNotFound,
                service: service,
                context: context
            )
            return try await execution.run(
                preparation.source,
                on: service.serviceAccount(preparation.account),
                given: CloseExecution.Given(heading: preparation.heading, isInput: preparation.isFromInput)
            )
        }
    }
}
