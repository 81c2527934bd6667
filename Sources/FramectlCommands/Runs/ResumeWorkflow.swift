import FrameAPI
import FrameJournal
import FrameOperations
import FrameSettings

/// The steps of `framectl runs resume`, in order: claim, fold, look and go on, report.
struct ResumeWorkflow: Sendable {
    let pace: PaceOptions
    let verification: VerificationOptions
    let hooks: HookOptions
    let form: OutputForm
    let service: ServiceConnection
    let context: CommandContext

    func run(_ record: RunRecord, in journal: Journal) async throws -> ExitStatus {
        let client = try service.actingClient()
        let protections = service.settings.protections
        // Before the claim is taken: a run that is over, or not allowed, is refused without one.
        let before = try ResumableRun(RecordedRun(record, in: journal).state, protections: protections)
        try before.admit(by: protections, at: context.time.now())
        let settings = verification.applied(to: protections.bounding(pace.settings, at: context.time.now()))
        let origin = Origin.ofThisProcess
        let writer = try await journal.resume(
            run: record.id,
            holder: ClaimHolder(origin),
            reserving: JournalReserve.bytes(for: before.plan),
            at: context.time.now(),
            isEnded: \.isEnd,
            redact: context.redaction.redact
        )
        let interruption = RunInterruption(context: context)
        interruption.begin(writer.id)
        return try await interruption.guarding {
            let execution = RunExecution(
                runID: writer.id,
                settings: settings,
                hooks: hooks,
                form: form,
                service: service,
                context: context,
                interruption: interruption.stop
            )
            return try await execution.carryOut(with: writer) { observe, hooks in
                let earlier = try ResumableRun(
                    RecordedRun(record, in: journal).state,
                    protections: protections
                )
                tell(of: earlier)
                let run = CloseRun(
                    resuming: earlier,
                    as: Resumed(origin: origin, clientID: service.client.clientID),
                    on: AccountService(client: client, account: earlier.plan.subject.account),
                    settings: settings,
                    hooks: hooks,
                    pacer: service.pacer,
                    journal: writer,
                    time: context.time,
                    random: context.random,
                    interruption: interruption.stop,
                    observe: observe
                )
                return RunExecution.Prepared(run: run, earlier: earlier.state)
            }
        }
    }

    private func tell(of run: ResumableRun) {
        let progress = run.state.progress
        let title = Excerpt.of(run.plan.subject.title, limit: 120)
        context.terminal.writeText(
            "Going on with run \(run.state.planned?.runID ?? "") in \(title): "
                + "\(progress.gone) of \(progress.targets) are seen gone, \(progress.left) are left.\n"
        )
        let earlier = Set(run.state.hooks.map(\.command))
        guard !earlier.isEmpty, hooks.before == nil, hooks.after == nil else { return }
        context.terminal.writeText(
            "The run was begun with commands around it, which are not run again unless they are named again.\n"
        )
    }
}
