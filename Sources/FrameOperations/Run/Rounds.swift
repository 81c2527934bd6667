import FrameAPI

/// The work of a run: passes of DELETEs and looks, in turn.
///
/// After a pass come looks, until every target is gone, nothing more can be done for those that are left, or the deadline has
/// passed. A target whose DELETE may have been carried out without an answer is sent another one only after a look has shown it
/// still there. Where the consent says so, newcomers become targets of further rounds.
struct Rounds: Sendable {
    let log: RunLog
    let closer: Closer
    let look: Look
    let settings: RunSettings
    let time: TimeSource
    let random: RandomSource
    let interruption: StopSwitch

    init(
        plan: Plan,
        plane: any ControlPlane,
        log: RunLog,
        settings: RunSettings,
        pacer: Pacer,
        time: TimeSource,
        random: RandomSource,
        halt: StopSwitch,
        interruption: StopSwitch
    ) {
        self.log = log
        self.settings = settings
        self.time = time
        self.random = random
        self.interruption = interruption
        closer = Closer(
            plane: plane,
            log: log,
            settings: settings,
            pacer: pacer,
            time: time,
            random: random,
            halt: halt,
            interruption: interruption
        )
        look = Look(
            plane: plane,
            log: log,
            selection: plan.selection,
            bystanders: Set(plan.skipped.compactMap(\.id)),
            concurrency: settings.concurrency,
            time: time,
            interruption: interruption,
            grace: settings.lastLook
        )
    }

    /// Closes every target, then looks.
    func begin() async throws(OperationsError) {
        try await closer.close(log.read { $0.targets.map(\.id) })
        guard log.read({ !$0.targets.isEmpty || $0.sweep != .none || !$0.openAbsences.isEmpty }) else { return }
        try await follow(isResumed: false)
    }

    /// Looks, then closes what the look shows to be left.
    func resume() async throws(OperationsError) {
        try await follow(isResumed: true)
    }

    private func follow(isResumed: Bool) async throws(OperationsError) {
        var deadline = time.elapsed() + settings.deadline
        var mayTakeUp = isResumed
        var looks = 0
        while mayLook {
            looks += 1
            // A pass that ends after the deadline is still looked at, once.
            let remaining = deadline - time.elapsed()
            let seen = await look.take(limit: isEnding ? settings.lastLook : max(remaining, settings.lastLook))
            try await log.makeDurable()
            if case .failure(let error) = seen, [.unauthorized, .forbidden].contains(error.code) {
                closer.stop(.credentials, reason: error.description)
            }
            guard !isEnding else { return }
            closer.stopIfTooManyFail(failedCount)
            let isLate = remaining <= .zero
            if case .success(let sight) = seen {
                let again = isLate ? [] : resendable(in: sight, takingUp: mayTakeUp)
                mayTakeUp = false
                let isSettled = isLate || (again.isEmpty && !someMayBeClosing)
                let swept = sweepable(in: sight, isSettled: isSettled, isLate: isLate)
                guard !swept.isEmpty || !isDone(isSettled: isSettled, isLate: isLate) else { return }
                recordSweep(of: swept)
                try await closer.close(again + swept.map(\.id))
                if !swept.isEmpty {
                    looks = 0
                    if sweep != .untilEmpty { deadline = time.elapsed() + settings.deadline }
                }
            } else if isLate {
                return
            }
            await pause(afterLooks: looks, left: deadline - time.elapsed())
        }
    }

    /// What the consent says of newcomers, as long as anything may be sent.
    var sweep: Sweep {
        closer.halt.isThrown ? .none : log.read { $0.sweep }
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

    private func isDone(isSettled: Bool, isLate: Bool) -> Bool {
        let (left, emptyInARow) = log.read { ($0.leftCount, $0.emptyInARow) }
        guard sweep == .untilEmpty else { return left == 0 || isSettled }
        return emptyInARow >= 2 || (isLate && emptyInARow == 0)
    }

    /// Growing, with up to a quarter of jitter, so that many runs do not look at the same moment.
    private func pause(afterLooks looks: Int, left: Duration) async {
        let ceiling = settings.lookBackoff.ceiling(afterFailures: looks)
        let pause = ceiling * 0.75 + settings.lookBackoff.delay(afterFailures: looks, using: random) * 0.25
        let isAlmostDone = sweep == .untilEmpty && log.read { $0.emptyInARow } == 1
        let limit = isAlmostDone ? Self.longestBetweenEmptyLooks : left
        if limit > .zero { await interruption.sleep(min(limit, pause), on: time) }
    }

    private static let longestBetweenEmptyLooks: Duration = .seconds(2)
}
