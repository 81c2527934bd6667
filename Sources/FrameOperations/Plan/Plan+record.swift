import FoundationEssentials
import FrameAPI

/// The identity of a run, in addition to its plan.
package struct RunIdentity: Sendable, Equatable {
    /// The run's own id.
    package let runID: String
    /// The user, the machine and the process.
    package let origin: Origin
    /// The reason for the run, in the user's words.
    package let reason: String?
    /// The digest of the saved plan that is applied, if it is one.
    package let planDigest: String?

    /// Makes an identity.
    package init(runID: String, origin: Origin, reason: String? = nil, planDigest: String? = nil) {
        self.runID = runID
        self.origin = origin
        self.reason = reason
        self.planDigest = planDigest
    }
}

extension RunEvent.Fact {
    /// The events that store a plan as it was confirmed: the plan, and as many more as its lists need.
    static func keeping(_ confirmed: ConfirmedPlan, identity: RunIdentity) -> [RunEvent.Fact] {
        let plan = confirmed.plan
        let skipped = plan.skipped.map {
            Planned.Skipped(session: $0.id, pool: $0.poolID, reason: $0.reason)
        }
        let planned = Planned(
            runID: identity.runID,
            subject: plan.subject,
            origin: identity.origin,
            reason: identity.reason,
            listedAt: plan.takenAt.millisecondText,
            serviceTime: plan.basis.serviceTime,
            listed: plan.listedCount,
            unreadable: plan.basis.unreadable,
            confirmation: confirmed.answer.confirmation,
            sweep: confirmed.sweep,
            ceilings: confirmed.ceilings,
            planDigest: identity.planDigest,
            scope: plan.selection.scope,
            targetCount: plan.targets.count,
            skippedCount: skipped.count,
            targets: Array(plan.targets.prefix(piece)),
            skipped: Array(skipped.prefix(piece)),
            absent: plan.absent,
            ignoreNotFound: confirmed.ignoresNotFound,
            doubtful: plan.basis.doubtful,
            notes: plan.notes
        )
        let more = stride(from: piece, to: max(plan.targets.count, skipped.count), by: piece).map { start in
            RunEvent.Fact.plannedMore(
                PlannedMore(
                    targets: Array(plan.targets.dropFirst(start).prefix(piece)),
                    skipped: Array(skipped.dropFirst(start).prefix(piece))
                )
            )
        }
        return [.planned(planned)] + more
    }

    /// The maximum number of sessions in one event, so that no event is large.
    static let piece = 500
}

extension Plan {
    /// The plan in a log, without the targets of sweeps; `nil` before it is complete.
    package init?(_ state: RunState) {
        guard let planned = state.planned, state.planIsComplete,
            let listedAt = try? Date(planned.listedAt, strategy: RunEvent.timeFormat)
        else { return nil }
        self.init(
            subject: planned.subject,
            takenAt: listedAt,
            selection: Selection(planned.scope),
            targets: Array(state.targets.prefix(planned.targetCount)),
            skipped: state.skipped.map { Skipped(id: $0.session, poolID: $0.pool, reason: $0.reason) },
            absent: planned.absent,
            basis: Basis(
                doubtful: planned.doubtful,
                unreadable: planned.unreadable,
                serviceTime: planned.serviceTime
            ),
            notes: planned.notes
        )
    }
}

extension ConsentAnswer {
    /// The way in which it was confirmed, without the text of the answer.
    var confirmation: Confirmation {
        switch self {
        case .typed: .typed
        case .confirmFlag: .given
        case .yesFlag: .blanket
        }
    }
}
