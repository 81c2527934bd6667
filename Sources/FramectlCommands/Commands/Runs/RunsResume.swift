import ArgumentParser
import FrameAPI
import FrameOperations
import FrameSettings
import FrameWorkflows

/// `framectl runs resume`
struct RunsResume: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Resume a run that did not close everything.",
        discussion: """
            Lists the sessions first: the outcome of a request that was in flight is settled by a listing. Then \
            closes what is left of exactly the sessions that were confirmed; asks for no confirmation. Without a run, takes the \
            newest one of this account that has something left: aborted, interrupted, or ended with a status other than 0.

            Example:
              framectl runs resume
            """
    )

    @Argument(help: "The run's id.", completion: .runs)
    var run: String?

    @OptionGroup var work: WorkOptions
    @OptionGroup(title: "Journal") var journal: JournalOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    var outputFormat: OutputFormat { output.output }

    func run(in context: CommandContext) async throws -> ExitStatus {
        guard let journal = try await journal.existingStore(in: context, isForReading: false) else {
            throw try CommandError.noJournal(journal, in: context)
        }
        return try await ServiceConnection.with(
            connection,
            in: context,
            pace: work.settings
        ) { service, context in
            let choice = ResumeChoice(
                journal: journal,
                baseURL: service.settings.baseURL,
                account: try await service.accountIfSet(),
                namesAccount: connection.account != nil,
                namesHook: work.hooks.after != nil
            )
            guard let run = try await choice.run(named: run) else { return nothing(in: context) }
            return try await resume(run, in: journal, on: service, context)
        }
    }

    private func resume(
        _ run: FollowedRun,
        in journal: any RunStore,
        on service: ServiceConnection,
        _ context: CommandContext
    ) async throws -> ExitStatus {
        let interruption = RunInterruption(context: context)
        let request = ResumeWorkflow.Request(
            settings: work.settings,
            hooks: work.hooks.runHooks(in: context, unless: interruption.stop)
        )
        let view = RunView(deadline: request.settings.deadline, service: service, context: context)
        let frontEnd = TerminalFrontEnd(
            namedHooks: work.hooks.named,
            interruption: interruption,
            view: view,
            service: service,
            context: context
        )
        guard let account = run.state.planned?.subject.account else { throw OperationsError.planNotWritten }
        let workplace = Workplace(
            account: service.serviceAccount(account),
            journal: journal,
            in: context,
            interruption: interruption.stop
        )
        return try await interruption.guarding {
            let active = try await ResumeWorkflow(request, in: workplace).start(run, with: frontEnd)
            return try await RunPresentation(form: output.form, view: view, context: context).carryOut(active)
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
