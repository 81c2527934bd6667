package import FoundationEssentials
package import FrameAPI

/// A run at its end (or where its log ends): the fold as a result.
package struct Report: Sendable {
    /// The outcome of one session.
    package struct Session: Sendable, Equatable {
        /// The session, when it was listed with an id.
        package let id: SessionID?
        /// Its pool, when it was listed with one.
        package let poolID: PoolID?
        /// The outcome.
        package let outcome: Outcome
        /// How many DELETEs were sent for it, without those rejected by a 429.
        package let attempts: Int
        /// The reason, where the outcome alone does not say it.
        package let reason: OutcomeReason?
    }

    /// The run's own id.
    package let runID: String
    /// The reason for the run, in the user's words.
    package let reason: String?
    /// The account, the service and the credential.
    package let subject: PlanSubject
    /// When it was confirmed.
    package let startedAt: Date
    /// When the last event happened.
    package private(set) var finishedAt: Date
    /// Every session of the plan, then the newcomers.
    package let sessions: [Session]
    /// How many sessions each outcome has; all outcomes are present.
    package let totals: [Outcome: Int]
    /// The evidence that sessions are gone.
    package let evidence: Evidence
    /// How it ended.
    package let ending: Ending
    /// Why the run stopped sending by itself, if it did.
    package let stopped: Stopped?
    /// Whether the last listing may be truncated, so that there may be sessions in scope that it does not show.
    package let isDoubtful: Bool
    /// How many rows of the last listing, or of the plan's, do not say which session they are, or in which pool.
    package let unreadableCount: Int
    /// How many more they are than in the listing of the plan: a new session may be among them.
    package let newlyUnreadableCount: Int
    /// The named sessions that the plan skips, with the reason.
    package let skippedThoughNamed: [Session]
    /// Whether named sessions that are not found are ignored.
    let ignoresNotFound: Bool
    /// How the hook after the close ended, if it failed.
    package let failedHook: HookEnd?

    /// Whether no session in scope is left, whatever else failed.
    package let isAllGone: Bool
    /// Whether there are sessions that the run can still close, or verify to be gone.
    package let isResumable: Bool
    /// Whether no DELETE can have been carried out.
    let isUntouched: Bool

    /// Makes the report of a folded log; `nil` before there is a plan.
    package init?(_ state: RunState) {
        guard let planned = state.planned, let startedAt = state.startedAt, let updatedAt = state.updatedAt else {
            return nil
        }
        runID = planned.runID
        reason = planned.reason
        subject = planned.subject
        self.startedAt = startedAt
        finishedAt = updatedAt
        sessions = Self.sessions(of: planned, in: state)
        var totals = Dictionary(uniqueKeysWithValues: Outcome.allCases.map { ($0, 0) })
        for session in sessions { totals[session.outcome, default: 0] += 1 }
        self.totals = totals
        evidence = state.evidence
        ending = Ending(state)
        stopped = state.stopped
        isAllGone = state.isAllGone
        isResumable = state.hasSomethingLeft
        isUntouched = state.sessions.values.allSatisfy { $0.attempts == 0 && !$0.mayHaveActed }
        isDoubtful = state.listingMayBeCut
        unreadableCount = state.lastListing?.unreadable ?? planned.unreadable
        newlyUnreadableCount = max(0, unreadableCount - planned.unreadable)
        let named = Set(planned.scope.onlySessions ?? [])
        skippedThoughNamed = sessions.filter { $0.outcome == .skipped && $0.id.map(named.contains) == true }
        ignoresNotFound = planned.ignoreNotFound
        failedHook = state.failedHook?.end
    }

    /// The same report at a later moment, after it was written to the journal.
    func finished(at time: Date) -> Report {
        var report = self
        report.finishedAt = time
        return report
    }

    private static func sessions(of planned: Planned, in state: RunState) -> [Session] {
        let ending =
            state.stopped.map { OutcomeReason.Unsent.stopped($0) } ?? (state.isInterrupted ? .interrupted : nil)
        var sessions: [Session] = []
        sessions.reserveCapacity(state.targets.count + state.skipped.count)
        for target in state.targets {
            guard let progress = state.sessions[target.id] else { continue }
            let (outcome, reason) = progress.outcome(
                looks: state.looks,
                isOpen: state.open.contains(target.id),
                endedEarly: !state.deadlineHasPassed,
                ending: ending
            )
            sessions.append(
                Session(
                    id: target.id,
                    poolID: target.poolID,
                    outcome: outcome,
                    attempts: progress.attempts,
                    reason: reason
                )
            )
        }
        let openAbsences = Set(state.openAbsences)
        for absent in planned.absent
        where state.newcomers[absent.session] == nil && state.sessions[absent.session] == nil {
            sessions.append(Self.session(absent, isOpen: openAbsences.contains(absent.session)))
        }
        for skipped in state.skipped where !(skipped.session.map { state.newcomers[$0] != nil } ?? false) {
            sessions.append(
                Session(
                    id: skipped.session,
                    poolID: skipped.pool,
                    outcome: .skipped,
                    attempts: 0,
                    reason: .skipped(skipped.reason)
                )
            )
        }
        let named = Set(planned.absent.map(\.session))
        let joined = OutcomeReason.new(isBeyondLimit: state.sweep != .none && state.sweepRoom == 0)
        for (id, pool) in state.newcomers.sorted(by: { $0.key < $1.key }) {
            let wasNamed = named.contains(id)
            sessions.append(
                Session(
                    id: id,
                    poolID: pool,
                    outcome: wasNamed ? .notStarted : .newcomer,
                    attempts: 0,
                    reason: wasNamed ? .unsent(.unlisted) : joined
                )
            )
        }
        return sessions
    }

    private static func session(_ absent: Plan.Absent, isOpen: Bool) -> Session {
        let found = OutcomeReason.unlisted(absent.finding, lookalike: absent.lookalike)
        let (outcome, reason): (Outcome, OutcomeReason) =
            switch absent.finding {
            case _ where !isOpen && absent.isOpen: (.alreadyGone, .unlistedAndGone)
            case _ where absent.wasListed: (.unverified, .noLongerListed)
            case .ended: (.alreadyGone, found)
            case .live, .unknown: (.unverified, found)
            case .notFound: (.notFound, found)
            }
        return Session(id: absent.session, poolID: nil, outcome: outcome, attempts: 0, reason: reason)
    }

    /// The report in a few codes and numbers.
    package var conclusion: Conclusion {
        Conclusion(
            ending,
            outcomes: totals,
            stopped: stopped,
            failedHook: failedHook,
            isDoubtful: isDoubtful,
            hasActed: !isUntouched
        )
    }
}
