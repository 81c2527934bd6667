import FrameAPI
import FrameOperations

/// The steps of `framectl close`, in order: survey, ceilings, consent, run, report.
struct CloseWorkflow: Sendable {
    let selection: SelectionOptions
    let consent: ConsentOptions
    let settings: RunSettings
    let format: OutputFormat
    let context: CommandContext

    func run(on service: ServiceConnection) async throws -> ExitStatus {
        let criteria = try await selection.criteria(from: context.terminal)
        Progress.begin("Listing pools and sessions", service: service, in: context)
        let interruption = StopSwitch()
        let terminal = context.terminal
        return try await interruptibly(
            context.signals,
            first: { interruption.stop() },
            again: {
                terminal.write(
                    "\nStopped at once. What was in flight is not known; look with: framectl plan\n",
                    to: .talk
                )
                ProcessEnd.now(.interrupted)
            }
        ) {
            let plan = try await unlessStopped(interruption) { try await service.survey(criteria, time: context.time) }
            terminal.write(PlanText(plan).forPeople(Style(context, on: .talk)) + "\n", to: .talk)
            try consent.ceilings.check(plan)
            let answer = try await unlessStopped(interruption) {
                try await ConsentQuestion(options: consent, context: context).answer(to: plan)
            }
            let confirmed = try ConfirmedPlan(
                plan,
                answer: answer,
                ceilings: consent.ceilings,
                at: context.time.now()
            )
            let report = try await close(confirmed, on: service, interruption: interruption)
            ReportText(report).write(as: format, style: Style(context, on: .output), to: terminal)
            return ExitStatus(rawValue: Int32(report.ending.exitStatus))
        }
    }

    private func close(
        _ confirmed: ConfirmedPlan,
        on service: ServiceConnection,
        interruption: StopSwitch
    ) async throws -> Report {
        let view = RunView(format: format, deadline: settings.deadline, context: context)
        let run = CloseRun(
            confirmed,
            as: RunIdentity(
                runID: RunID.make(at: context.time.now(), using: context.random),
                origin: .ofThisProcess
            ),
            on: AccountService(client: service.client, account: confirmed.plan.subject.account),
            settings: settings,
            journal: EphemeralJournal(),
            time: context.time,
            random: context.random,
            interruption: interruption,
            observe: { view.observe($0, $1) }
        )
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await view.show() }
            defer { view.finish() }
            let report = try await run.run()
            view.finish()
            try await group.waitForAll()
            return report
        }
    }

    /// Before anything was closed, an interruption simply ends the command.
    private func unlessStopped<Value: Sendable>(
        _ interruption: StopSwitch,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                await interruption.thrown()
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let value = first else {
                throw CommandError(.interrupted, detail: "interrupted", remedy: "Nothing was closed. Run it again")
            }
            return value
        }
    }
}
