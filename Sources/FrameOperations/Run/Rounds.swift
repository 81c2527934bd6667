import FoundationEssentials
import FrameAPI

/// The work of a run: passes of DELETEs and checks, in turn.
///
/// Checks follow a pass, until every target is gone, nothing more can be done for the remaining ones, or the deadline has passed. A target
/// whose DELETE may have been carried out without an answer gets another one only after a listing has shown it still there. When the
/// confirmation says so, newcomers become targets of further rounds.
struct Rounds: Sendable {
    let log: RunLog
    let closer: Closer
    let check: ListingCheck
    let settings: RunSettings
    let environment: RunEnvironment
    /// When the listing behind the plan was made.
    private let plannedAt: Date
    /// Sessions that the plan skips and that are in scope: since the plan was shown, they started, or their pool is no longer listed.
    private let skippedInScope: [Sighting]

    init(plan: Plan, log: RunLog, settings: RunSettings, halt: StopSwitch, in environment: RunEnvironment) {
        self.log = log
        self.settings = settings
        self.environment = environment
        plannedAt = plan.takenAt
        skippedInScope = plan.skipped.compactMap { skipped in
            let session = ActiveSession(id: skipped.id, poolID: skipped.poolID)
            guard case .close(let id, let pool) = plan.selection.verdict(for: session) else { return nil }
            return Sighting(session: id, pool: pool)
        }
        closer = Closer(log: log, selection: plan.selection, settings: settings, halt: halt, environment: environment)
        check = ListingCheck(
            verifier: AbsenceVerifier(
                environment.plane,
                asksSessions: log.read { $0.asksSessions },
                distrustsListings: log.read { $0.distrustsListings },
                policy: AbsenceVerifier.Policy(sample: settings.sample, concurrency: settings.concurrency),
                time: environment.time,
                random: environment.random
            ),
            log: log,
            selection: plan.selection,
            planned: Set(plan.targets.map(\.id)),
            bystanders: Set(plan.skipped.compactMap(\.id)),
            grace: settings.lastLook,
            environment: environment
        )
    }

    var time: TimeSource { environment.time }
    var interruption: StopSwitch { environment.interruption }

    /// Closes every target, then checks; checks first when the listing behind the plan is outdated, because a hook took long.
    func begin() async throws(OperationsError) {
        for newcomer in skippedInScope { log.note(.newcomer(newcomer)) }
        let age = time.now().timeIntervalSince(plannedAt)
        if hasSomethingToVerify, !(0...Self.longestAge).contains(age) { return try await follow(looksFirst: true) }
        let targets = log.read { $0.targets.map(\.id) }
        if hasSomethingToVerify, !interruption.isThrown,
            let error = await check.probe(targets, limit: settings.lastLook)
        {
            return closer.stop(afterRefusal: error)
        }
        try await closer.close(targets)
        guard hasSomethingToVerify else { return }
        try await follow(looksFirst: false)
    }

    /// The maximum age of a listing before DELETEs are sent, in seconds.
    private static let longestAge = 30.0

    /// Whether a listing can show anything that is not known.
    private var hasSomethingToVerify: Bool {
        log.read { state in
            !state.targets.isEmpty || state.sweep != .none || !state.verifiableAbsences.isEmpty
                || !state.newcomers.isEmpty
                || state.planned?.doubtful == true
        }
    }

    /// Checks, then closes the remaining targets that the listing shows.
    func resume() async throws(OperationsError) {
        try await follow(looksFirst: true)
    }

    private func follow(looksFirst: Bool) async throws(OperationsError) {
        var deadline = time.elapsed() + settings.deadline
        var mayTakeUp = looksFirst
        var checks = 0
        var hasGrace = true
        while mayCheck {
            checks += 1
            // A pass that ends after the deadline is still checked, once.
            let remaining = deadline - time.elapsed()
            let checked = await check.run(limit: isEnding ? settings.lastLook : max(remaining, settings.lastLook))
            try await log.makeDurable()
            if case .failure(let error) = checked { closer.stop(afterRefusal: error) }
            guard !isEnding else { return }
            closer.stopIfTooManyFail(failedCount)
            let isLate = remaining <= .zero
            guard case .success(let result) = checked else {
                if isLate { return endLate() }
                await pause(afterChecks: checks, left: deadline - time.elapsed())
                continue
            }
            if result.awaitsSecondListing, isLate, hasGrace {
                // The second witness is pending.
                hasGrace = false
                await interruption.sleep(AbsenceVerifier.Policy.defaultGap, on: time)
                continue
            }
            let isFirstPass = mayTakeUp
            let again = isLate ? [] : resendable(in: result, takingUp: mayTakeUp)
            // Targets that a listing without evidence does not show may still be left over.
            if result.isWitness { mayTakeUp = false }
            let isSettled =
                isLate || (again.isEmpty && !someMayBeClosing && !result.awaitsSecondListing && !result.hasOpen)
            let swept = sweepable(in: result, isSettled: isSettled, isLate: isLate)
            guard !swept.isEmpty || !isDone(isSettled: isSettled, isLate: isLate) else {
                return isLate ? endLate() : ()
            }
            recordSweep(of: swept)
            try await closer.close(again + swept.map(\.id))
            if !swept.isEmpty || (isFirstPass && !again.isEmpty) {
                checks = 0
                if sweep != .untilEmpty { deadline = time.elapsed() + settings.deadline }
            }
            let isAlmostDone = result.awaitsSecondListing && again.isEmpty && swept.isEmpty
            await pause(afterChecks: checks, left: deadline - time.elapsed(), isAlmostDone: isAlmostDone)
        }
    }

    private func endLate() {
        let left = log.read { $0.leftCount }
        if left > 0 { log.note(.deadlinePassed(DeadlinePassed(left: left))) }
    }

    /// What the confirmation says about newcomers, as long as anything may be sent.
    var sweep: Sweep {
        closer.halt.isThrown ? .none : log.read { $0.sweep }
    }

    /// Whether only one more check is to be made.
    private var isEnding: Bool {
        interruption.isThrown || log.read { $0.stopped?.cause.isRefusal ?? false }
    }

    /// After a 401, or when the proxy refuses, every request would be refused. In every other case a listing is harmless and may settle
    /// open questions.
    private var mayCheck: Bool {
        log.read { state in
            switch state.stopped?.cause {
            case .proxy: false
            case .credentials: !state.sessions.values.contains { $0.lastAnswer?.status == 401 }
            default: true
            }
        }
    }

    private func isDone(isSettled: Bool, isLate: Bool) -> Bool {
        let (left, emptyInARow) = log.read { ($0.leftCount, $0.emptyInARow) }
        guard sweep == .untilEmpty else { return (left == 0 && !awaitsAbsent) || isSettled }
        return emptyInARow >= 2 || (isLate && emptyInARow == 0)
    }

    /// Whether sessions that were named or planned and not listed may still be verified to be gone.
    private var awaitsAbsent: Bool { log.read { !$0.verifiableAbsences.isEmpty } }

    /// Growing, with up to a quarter of jitter, so that many runs do not list at the same moment. The wait for the second of two witnesses
    /// is as short as possible.
    private func pause(afterChecks checks: Int, left: Duration, isAlmostDone: Bool = false) async {
        let growing = settings.lookBackoff.delay(afterFailures: checks, atLeast: 0.75, using: environment.random)
        let isEmptyOnce = sweep == .untilEmpty && log.read { $0.emptyInARow } == 1
        let pause = isAlmostDone || isEmptyOnce ? AbsenceVerifier.Policy.defaultGap : growing
        let limit = isAlmostDone || isEmptyOnce ? pause : left
        if limit > .zero { await interruption.sleep(min(limit, pause), on: time) }
    }
}
