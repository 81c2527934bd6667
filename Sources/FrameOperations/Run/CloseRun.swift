import FoundationEssentials
package import FrameAPI

/// One close of one account: closes what was confirmed, looks until it is gone, and tells the truth about the rest.
///
/// Closing and looking alternate: a pass of DELETEs, then looks until every target is gone, nothing more can be done for those
/// that are left, or the deadline has passed. A target whose DELETE may have been carried out without an answer is sent another
/// one only after a look has shown it still there.
package struct CloseRun: Sendable {
    private let confirmed: ConfirmedPlan
    private let plane: any ControlPlane
    private let settings: RunSettings
    private let time: TimeSource
    private let interruption: StopSwitch
    private let runID: String
    private let log: RunLog
    private let closer: Closer
    private let look: Look
    private let random: RandomSource

    /// Prepares a run. Nothing is sent before ``run()``.
    ///
    /// - Parameters:
    ///   - confirmed: What was consented to. Nothing outside it is ever closed.
    ///   - plane: The account.
    ///   - settings: How to go about it.
    ///   - journal: Where the events become durable.
    ///   - runID: The run's own id.
    ///   - time: The clock.
    ///   - random: Where jitter comes from.
    ///   - interruption: Thrown when the user wants the run to end.
    ///   - observe: Told every event and how far the run is with it, in order; must not wait.
    package init(
        _ confirmed: ConfirmedPlan,
        on plane: any ControlPlane,
        settings: RunSettings = RunSettings(),
        journal: any RunJournal,
        runID: String,
        time: TimeSource,
        random: RandomSource,
        interruption: StopSwitch,
        observe: @escaping @Sendable (RunEvent, RunProgress) -> Void
    ) {
        self.confirmed = confirmed
        self.plane = plane
        self.settings = settings
        self.time = time
        self.random = random
        self.interruption = interruption
        self.runID = runID
        let log = RunLog(journal: journal, time: time, observe: observe)
        self.log = log
        closer = Closer(
            plane: plane,
            log: log,
            settings: settings,
            gate: PauseGate(time: time, random: random, patience: settings.deadline),
            time: time,
            random: random,
            halt: StopSwitch(),
            interruption: interruption
        )
        look = Look(
            plane: plane,
            log: log,
            plan: confirmed.plan,
            targets: Set(confirmed.plan.targets.map(\.id)),
            concurrency: settings.concurrency,
            time: time,
            interruption: interruption,
            grace: settings.lastLook
        )
    }

    /// Runs to the end.
    ///
    /// - Throws: ``OperationsError`` with the code `journal-failed`; what was closed until then stands in the journal.
    package func run() async throws(OperationsError) -> Report {
        try await log.record(.planned(Planned(confirmed, runID: runID)))
        let outcome: Result<Void, OperationsError> = await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.passOnInterruption() }
            defer { group.cancelAll() }
            do throws(OperationsError) {
                try await closer.close(confirmed.plan.targets.map(\.id))
                try await verify()
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try outcome.get()
        guard let ending = Report(log.state) else { preconditionFailure("a run without a plan") }
        try await log.record(.finished(Finished(verdict: ending.verdict, exitStatus: ending.ending.exitStatus)))
        guard let report = Report(log.state) else { preconditionFailure("a run without a plan") }
        return report
    }

    private func passOnInterruption() async {
        await interruption.thrown()
        guard interruption.isThrown else { return }
        log.note(.interrupted(Interrupted(reason: "interrupted by the user")))
        closer.halt.stop()
    }

    private func verify() async throws(OperationsError) {
        guard !confirmed.plan.targets.isEmpty else { return }
        let deadline = time.elapsed() + settings.deadline
        var looks = 0
        while mayLook {
            looks += 1
            // A pass that ends after the deadline is still looked at, once.
            let remaining = deadline - time.elapsed()
            let failure = await look.take(limit: isEnding ? settings.lastLook : max(remaining, settings.lastLook))
            if let failure, [.unauthorized, .forbidden].contains(failure.code) {
                closer.stop(.credentials, reason: failure.description)
            }
            guard !isEnding, remaining > .zero, log.read({ $0.leftCount }) > 0 else { return }
            if failure == nil {
                let again = resendable
                guard !again.isEmpty || someMayBeClosing else { return }
                try await closer.close(again)
            }
            let left = deadline - time.elapsed()
            if left > .zero { await interruption.sleep(min(left, pause(afterLooks: looks)), on: time) }
        }
    }

    /// Whether one look more is all that is left to do.
    private var isEnding: Bool {
        interruption.isThrown || log.read { $0.stopped?.cause == .credentials }
    }

    /// After a 401 no request has a chance; in every other case a look does no harm and may settle what is open.
    private var mayLook: Bool {
        log.read { state in
            state.stopped?.cause != .credentials || !state.sessions.values.contains { $0.lastStatus == 401 }
        }
    }

    /// Targets that may not have been reached, were seen still there, and have attempts left; none when the run has stopped.
    private var resendable: [SessionID] {
        guard !closer.halt.isThrown else { return [] }
        return log.read { state in
            state.sessions.filter { _, session in
                session.phase == .answered(.unknown) && session.looksWhenAnswered < state.looks
                    && session.attempts < settings.attempts
            }.keys.sorted()
        }
    }

    /// Whether a target that is not seen gone may be closing: the service took it, may have taken it, or no longer knew it.
    private var someMayBeClosing: Bool {
        log.read { state in
            state.sessions.values.contains { session in
                !session.isSeenGone && (session.mayHaveActed || session.phase == .answered(.gone))
            }
        }
    }

    /// Growing, with up to a quarter of jitter, so that many runs do not look at the same moment.
    private func pause(afterLooks looks: Int) -> Duration {
        let ceiling = settings.lookBackoff.ceiling(afterFailures: looks)
        return ceiling * 0.75 + settings.lookBackoff.delay(afterFailures: looks, using: random) * 0.25
    }
}

extension Planned {
    init(_ confirmed: ConfirmedPlan, runID: String) {
        let plan = confirmed.plan
        self.init(
            runID: runID,
            subject: plan.subject,
            listedAt: plan.takenAt.formatted(RunEvent.timeFormat),
            consent: confirmed.answer.means,
            targets: plan.targets,
            skipped: plan.skipped.map { Skipped(session: $0.id, pool: $0.poolID, reason: $0.reason.words) },
            absent: plan.absent,
            doubtful: plan.isDoubtful
        )
    }
}

extension ConsentAnswer {
    /// The way in which consent was given, without its text.
    var means: String {
        switch self {
        case .typed: "typed"
        case .confirmFlag: "--confirm"
        case .yesFlag: "--yes"
        }
    }
}
