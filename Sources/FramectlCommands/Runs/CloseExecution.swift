import FrameAPI
import FrameOperations
import FrameWorkflows

/// Begins a run with the options of a command, and shows it.
struct CloseExecution: Sendable {
    let options: RunOptions
    let ignoresNotFound: Bool
    let service: ServiceConnection
    let context: CommandContext

    /// A saved plan, as given.
    struct Given {
        /// The plan in two lines.
        let heading: String
        /// Whether it was read from standard input, so that nothing can be typed.
        let isInput: Bool
    }

    /// Runs all steps.
    ///
    /// - Parameters:
    ///   - source: The sessions.
    ///   - account: The account.
    ///   - given: The saved plan to be applied, if there is one.
    /// - Returns: The exit status.
    /// - Throws: The reason why the run cannot begin, or `journal-failed`.
    func run(_ source: CloseRequest.Source, on account: ServiceAccount, given: Given? = nil) async throws -> ExitStatus
    {
        let interruption = RunInterruption(context: context)
        var request = CloseRequest(source)
        request.settings = options.close.work.settings
        request.ceilings = options.close.ceilings.ceilings
        request.sweep = options.close.sweep.consented
        request.ignoresNotFound = ignoresNotFound
        request.reason = options.close.reason.reason
        request.hooks = options.close.work.hooks.runHooks(in: context, unless: interruption.stop)
        // Before the journal is created.
        try account.admitRun(reason: request.reason, isPlanned: given != nil, at: context.time.now())
        let workplace = Workplace(
            account: account,
            journal: try await options.journal.store(in: context),
            in: context,
            interruption: interruption.stop
        )
        let form = options.output.form
        let view = RunView(deadline: request.settings.deadline, service: service, context: context)
        let frontEnd = TerminalFrontEnd(
            question: ConsentQuestion(
                options: options.consent,
                sweep: request.sweep,
                inputIsPlan: given?.isInput ?? false,
                context: context
            ),
            heading: given?.heading ?? "",
            interruption: interruption,
            view: view,
            service: service,
            context: context
        )
        let workflow = CloseWorkflow(request, in: workplace)
        return try await interruption.guarding {
            let run = try await workflow.start(with: frontEnd)
            return try await RunPresentation(form: form, view: view, context: context).carryOut(run)
        }
    }
}

extension Workplace {
    /// The workplace of a command.
    init(account: ServiceAccount, journal: any RunStore, in context: CommandContext, interruption: StopSwitch) {
        self.init(
            account: account,
            journal: journal,
            origin: .ofThisProcess,
            redact: context.redaction.redact,
            time: context.time,
            random: context.random,
            interruption: interruption
        )
    }
}
