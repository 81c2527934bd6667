import FoundationEssentials
import FrameAPI
import FrameJournal
import FrameOperations
import FrameSettings

/// The steps of a command that begins a run, in order: protections, journal, survey, ceilings, consent, run, report.
struct CloseWorkflow: Sendable {
    let options: RunOptions
    let ignoresNotFound: Bool
    let service: ServiceConnection
    let context: CommandContext

    /// Runs the steps.
    ///
    /// - Parameters:
    ///   - account: Whose sessions.
    ///   - isPlanned: Whether it carries out a saved plan.
    ///   - survey: Looks at the account and makes the plan.
    /// - Returns: The status to end with.
    /// - Throws: What keeps the run from beginning, or `journal-failed`.
    func run(
        on account: AccountID,
        isPlanned: Bool,
        _ survey: @escaping @Sendable () async throws -> PlanToClose
    ) async throws -> ExitStatus {
        let client = try service.actingClient()
        try protections.admitRun(reason: options.reason.reason, isPlanned: isPlanned, at: context.time.now())
        let journal = try Journal(at: options.journal.path(in: context.environment))
        try journal.refuseIfAlive(ClaimSubject(account, service))
        try tellOfOpenRun(in: journal, on: ClaimSubject(account, service))
        Progress.begin("Listing pools and sessions", service: service, in: context)
        let interruption = RunInterruption(context: context)
        return try await interruption.guarding {
            let found = try await interruption.unlessThrown { try await survey() }
            let consented = try await consent(to: found, interruption)
            let confirmed = try await interruption.unlessThrown { try await refreshed(consented, of: account) }
            let identity = RunIdentity(
                runID: RunID.make(at: context.time.now(), using: context.random),
                origin: .ofThisProcess,
                reason: options.reason.reason.map(context.redaction.redact),
                planDigest: found.approval?.digest
            )
            let writer = try await journal.begin(
                run: identity.runID,
                on: ClaimSubject(account, service),
                holder: ClaimHolder(identity.origin),
                reserving: JournalReserve.bytes(for: found.plan),
                at: context.time.now(),
                isEnded: \.isEnd,
                redact: context.redaction.redact
            )
            tell(of: writer.takenOver)
            interruption.begin(writer.id)
            let settings = options.verification.applied(
                to: protections.bounding(options.pace.settings, at: confirmed.consentedAt)
            )
            let execution = RunExecution(
                runID: identity.runID,
                settings: settings,
                hooks: options.hooks,
                form: options.output.form,
                service: service,
                context: context,
                interruption: interruption.stop
            )
            return try await execution.carryOut(with: writer) { observe, hooks in
                let run = CloseRun(
                    confirmed,
                    as: identity,
                    on: AccountService(client: client, account: account),
                    settings: settings,
                    hooks: hooks,
                    pacer: service.pacer,
                    journal: writer,
                    time: context.time,
                    random: context.random,
                    interruption: interruption.stop,
                    observe: observe
                )
                return RunExecution.Prepared(run: run)
            }
        }
    }

    private var protections: Protections { service.settings.protections }

    private func consent(to found: PlanToClose, _ interruption: RunInterruption) async throws -> ConfirmedPlan {
        let (plan, sweep) = (found.plan, options.sweep.consented)
        let question = ConsentQuestion(
            options: options.consent,
            sweep: sweep,
            inputIsPlan: found.approval?.isFromInput ?? false,
            context: context
        )
        show(found, above: question)
        try protections.lowered(options.consent.ceilings).check(plan)
        let answer = try await interruption.unlessThrown { try await question.answer(to: plan) }
        let now = context.time.now()
        // A question may have been open for long.
        try found.approval?.check(now)
        return try ConfirmedPlan(
            plan,
            answer: answer,
            approvedCount: found.approval?.count,
            ceilings: options.consent.ceilings,
            sweep: sweep,
            ignoresNotFound: ignoresNotFound,
            protections: protections,
            reason: options.reason.reason,
            at: now
        )
    }

    /// Shows the plan. Where a question follows, all of it is on the screen with the question, as far as that is high enough.
    private func show(_ found: PlanToClose, above question: ConsentQuestion) {
        let screen = context.terminal.space(on: .talk)
        let columns = screen?.columns ?? .max
        let head = (found.approval?.heading ?? "").wrapped(toColumns: columns)
        let foot = ((question.sweep.words.map { $0 + "\n" } ?? "") + "\n").wrapped(toColumns: columns)
        let others = head.rows(inColumns: columns) + foot.rows(inColumns: columns)
        let excerpt = screen.flatMap { screen in
            question.rows(for: found.plan).map { rows in
                PlanText.Excerpted(
                    rows: screen.rows - others - rows,
                    command: found.approval == nil ? "framectl plan" : "framectl plan show"
                )
            }
        }
        let plan = PlanText(found.plan).forPeople(Style(context, on: .talk), on: screen, excerpt: excerpt)
        context.terminal.write(head + plan + foot, to: .talk)
    }

    /// Lists again when the question stood open for long: what may no longer be closed by then is not, and nothing is added.
    private func refreshed(_ confirmed: ConfirmedPlan, of account: AccountID) async throws -> ConfirmedPlan {
        let plan = confirmed.plan
        let age = context.time.now().timeIntervalSince(plan.takenAt)
        guard !plan.targets.isEmpty, !(0...Self.longestOpen).contains(age) else { return confirmed }
        let plane = AccountService(client: service.client, account: account)
        let snapshot = try await Snapshot.first(from: plane, time: context.time)
        let answers = try await plane.absences(of: plan.named, from: snapshot, time: context.time)
        let narrowed = try confirmed.narrowed(to: snapshot, answers: answers, protections: protections)
        let lost = plan.targets.count - narrowed.plan.targets.count
        if lost > 0 {
            context.terminal.writeText(
                "Listed again: \(lost) of \(plan.targets.count) sessions \(lost == 1 ? "is" : "are") no longer in scope.\n"
            )
        }
        return narrowed
    }

    /// How old a listing may be that is acted on, in seconds.
    private static let longestOpen = 30.0

    /// Names the last run on the account, if it left something: what it left may not be listed now, and be there all the same.
    private func tellOfOpenRun(in journal: Journal, on subject: ClaimSubject) throws {
        guard let last = try journal.runs().last(where: { $0.subject == subject }), last.endedIncomplete else { return }
        context.terminal.writeText(
            "The last run on this account, \(last.id), left something open. To see what: framectl runs show \(last.id). "
                + "To resume it: framectl runs resume \(last.id)\n"
        )
    }

    private func tell(of earlier: RunRecord?) {
        guard let earlier else { return }
        context.terminal.writeText(
            "The run \(earlier.id) of process \(earlier.holder.pid) on this account was aborted. "
                + "To see how far it came: framectl runs show \(earlier.id)\n"
        )
    }
}
