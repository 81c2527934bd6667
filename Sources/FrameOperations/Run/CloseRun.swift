package import FrameAPI

/// One close of one account: closes what was confirmed, checks until it is gone, and tells the truth about the rest.
///
/// A run begins with a plan that was confirmed, or resumes where its log ends. It is a list of steps, of which closing is one; ``Rounds``
/// does that. Here is how the run begins, the order of its steps, and how it ends.
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
    ///   - confirmed: What was confirmed. Nothing outside it is ever closed.
    ///   - identity: Who and what the run is.
    ///   - settings: How to go about it.
    ///   - hooks: What the site does around it.
    ///   - environment: What it works with.
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

    /// Prepares to resume a run: lists first, and then closes what is left of exactly what was confirmed.
    ///
    /// - Parameters:
    ///   - interrupted: The run.
    ///   - resumed: Who resumes it.
    ///   - settings: How to go about it. Attempts and the deadline count afresh.
    ///   - hooks: What the site does around it.
    ///   - environment: What it works with; its journal takes the events after those of before.
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

    /// Reads from the fold of what has happened so far, without copying it. Must not wait.
    package func read<Value: Sendable>(_ body: (RunState) -> Value) -> Value { log.read(body) }

    /// Runs to the end. Cancelling the task that waits for it is what a first interruption is: what is in flight is finished, and the
    /// report tells the truth of the rest.
    ///
    /// - Throws: ``OperationsError`` with the code `journal-failed`; what was closed until then stands in the journal.
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
        // On every end, also after an interruption, a refusal or a failure.
        await after()
        try outcome.get()
        let report = currentReport
        try await log.record(.finished(report.conclusion))
        return report.finished(at: log.read { $0.updatedAt } ?? report.finishedAt)
    }

    /// What is done from confirmation to the end, in order.
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

    /// The events that everything else stands on, durable.
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

    /// Runs the command before the close; says whether the close may begin.
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

    /// Runs the command after the close.
    private func after() async {
        guard let (command, run) = hooks.after else { return }
        // Whether or not it can be written down, the command runs.
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
