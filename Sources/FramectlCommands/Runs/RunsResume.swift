import ArgumentParser
import FrameJournal
import FrameOperations

/// `framectl runs resume`
struct RunsResume: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Goes on with a run that was cut off or interrupted.",
        discussion: """
            Looks first: what was being closed when the run was cut off is settled by a listing, never by guess. Then goes on \
            with exactly the sessions that were agreed to; it asks nothing again. Without a run, the last one of this account \
            that was cut off or interrupted.

            Example:
              framectl runs resume
            """
    )

    @Argument(help: "The run's id.", completion: .runs)
    var run: String?

    @OptionGroup(title: "Pace") var pace: PaceOptions
    @OptionGroup(title: "Verification") var verification: VerificationOptions
    @OptionGroup(title: "Commands around the close") var hooks: HookOptions
    @OptionGroup(title: "Record") var journal: JournalOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    var outputFormat: OutputFormat { output.output }

    func run(in context: CommandContext) async throws -> ExitStatus {
        guard let journal = try Journal.existing(journal, in: context) else {
            throw CommandError.noRuns(try journal.path(in: context.environment))
        }
        return try await ServiceConnection.with(
            connection,
            in: context,
            pace: pace.settings
        ) { service, context in
            let choice = ResumeChoice(
                journal: journal,
                baseURL: service.settings.baseURL,
                account: try await service.accountIfSet()
            )
            guard let record = try choice.record(named: run) else {
                var word = "Nothing to resume: no run of this account was cut off or interrupted.\n"
                if let report = try choice.endedBadly() {
                    word += "The last one ended: \(report.verdict) \(ReportText(report).remedy)"
                }
                context.terminal.write(word, to: output.output == .text ? .output : .talk)
                if output.output == .json { RunsList.listing(of: []).write(as: .json, to: context.terminal) }
                return .success
            }
            let workflow = ResumeWorkflow(
                pace: pace,
                verification: verification,
                hooks: hooks,
                format: output.output,
                service: service,
                context: context
            )
            return try await workflow.run(record, in: journal)
        }
    }
}
