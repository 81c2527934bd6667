import ArgumentParser
import FrameJournal
import FrameOperations

/// `framectl runs resume`
struct RunsResume: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Resume a run that did not close everything.",
        discussion: """
            Lists the sessions first: what became of a request that was in flight is settled by a listing, never guessed. Then \
            closes what is left of exactly the sessions that were confirmed; asks for no confirmation. Without a run, takes the \
            newest one of this account that has something left: aborted, interrupted, or ended with a status other than 0.

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
        guard let journal = try Journal.existing(journal, isForReading: false, in: context) else {
            throw try CommandError.noJournal(journal, in: context)
        }
        return try await ServiceConnection.with(
            connection,
            in: context,
            pace: pace.settings
        ) { service, context in
            let choice = ResumeChoice(
                journal: journal,
                baseURL: service.settings.baseURL,
                account: try await service.accountIfSet(),
                namesAccount: connection.account != nil,
                namesHook: hooks.after != nil
            )
            guard let record = try choice.record(named: run) else { return nothing(in: context) }
            let workflow = ResumeWorkflow(
                pace: pace,
                verification: verification,
                hooks: hooks,
                form: output.form,
                service: service,
                context: context
            )
            return try await workflow.run(record, in: journal)
        }
    }

    private func nothing(in context: CommandContext) -> ExitStatus {
        context.terminal.write(
            "Nothing to resume: no run of this account has anything left to close.\n",
            to: output.output == .text ? .output : .talk
        )
        if output.output == .json { RunsList.listing(of: []).write(as: output.form, to: context.terminal) }
        return .success
    }
}
