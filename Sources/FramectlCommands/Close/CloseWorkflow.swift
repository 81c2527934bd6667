import FrameAPI
import FrameJournal
import FrameOperations

/// A plan that is about to be consented to.
struct PlanToClose: Sendable {
    /// What would be done.
    let plan: Plan
    /// The digest of the saved plan that it comes from, if it does.
    var digest: String?
}

/// The steps of a command that begins a run, in order: journal, survey, ceilings, consent, run, report.
struct CloseWorkflow: Sendable {
    let options: RunOptions
    let service: ServiceConnection
    let context: CommandContext

    /// Runs the steps.
    ///
    /// - Parameter survey: Looks at the account and makes the plan.
    /// - Returns: The status to end with.
    /// - Throws: What keeps the run from beginning, or `journal-failed`.
    func run(_ survey: @escaping @Sendable () async throws -> PlanToClose) async throws -> ExitStatus {
        let journal = try Journal(at: options.journal.path(in: context.environment))
        try journal.refuseIfAlive(ClaimSubject(try service.settings.account, service))
        Progress.begin("Listing pools and sessions", service: service, in: context)
        let interruption = RunInterruption(context: context)
        return try await interruption.guarding {
            let found = try await interruption.unlessThrown { try await survey() }
            let confirmed = try await consent(to: found.plan, interruption)
            let identity = RunIdentity(
                runID: RunID.make(at: context.time.now(), using: context.random),
                origin: .ofThisProcess,
                reason: options.reason.reason.map(service.client.redactor.redact),
                planDigest: found.digest
            )
            let writer = try await journal.begin(
                run: identity.runID,
                on: ClaimSubject(found.plan.subject.account, service),
                holder: ClaimHolder(identity.origin),
                reserving: JournalReserve.bytes(for: found.plan),
                at: context.time.now(),
                isEnded: \.isEnd,
                redact: service.client.redactor.redact
            )
            tell(of: writer.takenOver)
            interruption.begin(writer.id)
            let execution = RunExecution(
                runID: identity.runID,
                settings: options.pace.settings,
                hooks: options.hooks,
                format: options.output.output,
                service: service,
                context: context,
                interruption: interruption.stop
            )
            return try await execution.carryOut(with: writer) { observe, hooks in
                CloseRun(
                    confirmed,
                    as: identity,
                    on: AccountService(client: service.client, account: confirmed.plan.subject.account),
                    settings: options.pace.settings,
                    hooks: hooks,
                    journal: writer,
                    time: context.time,
                    random: context.random,
                    interruption: interruption.stop,
                    observe: observe
                )
            }
        }
    }

    private func consent(to plan: Plan, _ interruption: RunInterruption) async throws -> ConfirmedPlan {
        let sweep = options.sweep.consented
        let shown = PlanText(plan).forPeople(Style(context, on: .talk)) + (sweep.words.map { $0 + "\n" } ?? "")
        context.terminal.write(shown, to: .talk)
        context.terminal.write("\n", to: .talk)
        try options.consent.ceilings.check(plan)
        let question = ConsentQuestion(options: options.consent, sweep: sweep, context: context)
        return try ConfirmedPlan(
            plan,
            answer: try await interruption.unlessThrown { try await question.answer(to: plan) },
            ceilings: options.consent.ceilings,
            sweep: sweep,
            at: context.time.now()
        )
    }

    private func tell(of earlier: RunRecord?) {
        guard let earlier else { return }
        context.terminal.write(
            "The run \(earlier.id) of process \(earlier.holder.pid) on this account was cut off. "
                + "To see how far it came: framectl runs show \(earlier.id)\n",
            to: .talk
        )
    }
}
