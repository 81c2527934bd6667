package import FrameAPI

/// One close of one account: closes the confirmed sessions, checks until they are gone, and reports the rest.
///
/// A run begins with a confirmed plan, or resumes at the end of its log. It is a list of steps, of which closing is one; ``Rounds``
/// performs that step. This type has the beginning of the run, the order of its steps, and its end.
package struct CloseRun: Sendable {
    private enum Beginning: Sendable {
        case consent(ConfirmedPlan, RunIdentity)
        case resumption(Resumed)
    }

    private let beginning: Beginning
    private let plan: Plan
    private let settings: RunSettings
    private let hooks: RunHooks
    private let environment: RunEnvironment
    private let log: RunLog

    /// Prepares a run. Nothing is sent before ``run()``.
    ///
    /// - Parameters:
    ///   - confirmed: The confirmed plan. No session outside it is ever closed.
    ///   - identity: The identity of the run.
    ///   - settings: The settings of the run.
    ///   - hooks: The hooks of the run.
    ///   - environment: The environment of the run.
    package init(
        _ confirmed: ConfirmedPlan,
        as identity: RunIdentity,
        settings: RunSettings = RunSettings(),
        hooks: RunHooks = RunHooks(),
        in environment: RunEnvironment
    ) {
        beginning = .consent(confirmed, identity)
        plan = confirmed.plan
        self.settings = settings
        self.hooks = hooks
        self.environment = environment
        log = RunLog(in: environment)
    }

    /// Prepares to resume a run: lists first, and then closes the remaining confirmed sessions.
    ///
    /// - Parameters:
    ///   - interrupted: The run.
    ///   - resumed: The process that resumes it.
    ///   - settings: The settings. Attempts and the deadline start again.
    ///   - hooks: The hooks of the run.
    ///   - environment: The environment; its journal takes the events after the earlier ones.
    package init(
        resuming interrupted: ResumableRun,
        as resumed: Resumed,
        settings: RunSettings = RunSettings(),
        hooks: RunHooks = RunHooks(),
        in environment: RunEnvironment
    ) {
        beginning = .resumption(resumed)
        plan = interrupted.plan
        self.settings = settings
        self.hooks = hooks
        self.environment = environment
        log = RunLog(after: interrupted.state, in: environment)
    }

    /// Reads from the fold of all events so far, without copying it. Must not block.
    package func read<Value: Sendable>(_ body: (RunState) -> Value) -> Value { log.read(body) }

    /// Runs to the end. Cancelling the task that waits for it is the same as a first interruption: requests in flight are finished, and the
    /// report has the outcome of each session.
    ///
    /// - Throws: ``OperationsError`` with the code `journal-failed`; sessions that were closed until then are in the journal.
    package func run() async throws(OperationsError) -> Report {
        // In a cancelled task every wait ends at once and no request can be finished, so the work has a task of its own.
        let executor = withUnsafeCurrentTask { $0?.unownedTaskExecutor?.asTaskExecutor() }
        let work = Task(executorPreference: executor) { await result() }
        return try await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            environment.interruption.stop()
        }.get()
    }

    private func result() async -> Result<Report, OperationsError> {
        do throws(OperationsError) { return .success(try await runToTheEnd()) } catch { return .failure(error) }
    }

    private func runToTheEnd() async throws(OperationsError) -> Report {
        async let _ = log.keepDurable()
        try await begin()
        let outcome = await environment.pacer.observing(
            { [log] pause in
                log.note(.throttled(Throttled(seconds: pause.length / .seconds(1), detail: pause.reason)))
            },
            during: {
                await interruptibly { halt throws(OperationsError) in try await take(steps, until: halt) }
            }
        )
        // At every end, also after an interruption, a refusal or a failure.
        await after()
        try outcome.get()
        let report = currentReport
        try await log.record(.finished(report.conclusion))
        return report.finished(at: log.read { $0.updatedAt } ?? report.finishedAt)
    }

    /// The steps from confirmation to the end, in order.
    private var steps: [RunStep] {
        [
            RunStep(.before, isRepeated: true) { _ throws(OperationsError) in try await before() },
            RunStep(.close, isRepeated: true) { halt throws(OperationsError) in try await close(until: halt) },
        ]
    }

    private func take(_ steps: [RunStep], until halt: StopSwitch) async throws(OperationsError) {
        for step in steps where log.read(step.isDue) {
            guard try await step.work(halt) else { return }
        }
    }

    /// Makes the first events durable, on which all others depend.
    private func begin() async throws(OperationsError) {
        switch beginning {
        case .consent(let confirmed, let identity):
            for fact in RunEvent.Fact.keeping(confirmed, identity: identity) { log.note(fact) }
        case .resumption(let resumed):
            log.note(.resumed(resumed))
        }
        try await log.makeDurable()
    }

    private func interruptibly(
        _ work: (StopSwitch) async throws(OperationsError) -> Void
    ) async -> Result<Void, OperationsError> {
        let halt = StopSwitch()
        async let _ = stopWhenInterrupted(halt)
        async let _ = stopAtLimit(halt)
        do throws(OperationsError) { return .success(try await work(halt)) } catch { return .failure(error) }
    }

    private func stopWhenInterrupted(_ halt: StopSwitch) async {
        await environment.interruption.thrown()
        guard environment.interruption.isThrown else { return }
        log.note(.interrupted)
        halt.stop()
    }

    private func stopAtLimit(_ halt: StopSwitch) async {
        do { try await environment.time.sleep(settings.limit) } catch { return }
        if log.note(.stopped(settings.limitReached), unless: { $0.stopped != nil }) { halt.stop() }
    }

    private func close(until halt: StopSwitch) async throws(OperationsError) -> Bool {
        let rounds = Rounds(plan: plan, log: log, settings: settings, halt: halt, in: environment)
        if case .resumption = beginning { try await rounds.resume() } else { try await rounds.begin() }
        return true
    }

    /// Runs the hook before the close; returns whether the close may begin.
    private func before() async throws(OperationsError) -> Bool {
        guard let (command, run) = hooks.before else { return true }
        try await log.record(.hook(Hook(moment: .before, command: command)))
        let end = await run(plan)
        log.note(.hook(Hook(moment: .before, command: command, end: end)))
        if !end.succeeded, !environment.interruption.isThrown {
            log.note(.stopped(.hook(end)))
        }
        try await log.makeDurable()
        return end.succeeded
    }

    /// Runs the hook after the close.
    private func after() async {
        guard let (command, run) = hooks.after else { return }
        // The hook runs even if the event cannot be written.
        try? await log.record(.hook(Hook(moment: .after, command: command)))
        let end = await run(currentReport)
        log.note(.hook(Hook(moment: .after, command: command, end: end)))
    }

    private var currentReport: Report {
        guard let report = Report(log.state) else { preconditionFailure("a run without a plan") }
        return report
    }
}

extension Pacer {
    /// Makes a pacer for one run.
    package convenience init(_ settings: RunSettings, time: TimeSource, random: RandomSource) {
        self.init(
            concurrency: settings.concurrency,
            rate: settings.rate,
            patience: settings.deadline,
            time: time,
            random: random
        )
    }
}
