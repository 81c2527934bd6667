import FoundationEssentials
package import FrameAPI

/// How an account has changed between a saved plan and a new listing, and which part of the plan can still be applied. Pure.
package struct PlanDrift: Sendable {
    /// A pool of the plan that is listed with another kind.
    package struct ChangedPool: Sendable, Equatable {
        /// The pool.
        package let id: PoolID
        /// Its name, when the plan has one.
        package let name: String?
        /// Its kind in the plan; `nil` when it had none that is known.
        package let before: String?
        /// Its kind in the listing; `nil` when it has none that is known.
        package let now: String?

        /// Makes a change.
        package init(id: PoolID, name: String?, before: String?, now: String?) {
            self.id = id
            self.name = name
            self.before = before
            self.now = now
        }
    }

    /// The saved plan.
    package let saved: Plan
    /// Sessions to close that are no longer listed.
    package let gone: [SessionID]
    /// Sessions to close that are listed and may still be closed, in the pool that they are listed in.
    package let remaining: [Plan.Target]
    /// Sessions to close that are listed and may no longer be closed.
    package let movedOut: [Plan.Skipped]
    /// Sessions in scope that the plan does not show.
    package let joined: [Plan.Target]
    /// Pools whose kind changed, so that the plan no longer describes them.
    package let changedPools: [ChangedPool]
    private let answers: [SessionID: SessionStanding]
    private let snapshot: Snapshot
    private let skipped: [Plan.Skipped]
    /// The selection of the remaining part, in which a pool that is no longer listed keeps its kind.
    private let rebound: Selection

    /// Compares a saved plan with a listing. A session that the listing does not show as closable is not closed: a pool that is not listed
    /// is unknown, and a session that the plan skipped stays skipped.
    ///
    /// - Parameters:
    ///   - saved: The plan.
    ///   - snapshot: The listing.
    ///   - answers: The service's answers about sessions that were named and never listed.
    ///   - protections: The current protections, in addition to those of the plan.
    /// - Throws: ``OperationsError``: `unknown-protected-pool`, or `field-not-sent`.
    package init(
        from saved: Plan,
        to snapshot: Snapshot,
        answers: [SessionID: SessionStanding] = [:],
        protections: Protections = Protections()
    ) throws(OperationsError) {
        rebound = try saved.selection.rebound(to: snapshot.pools).protected(by: protections)
        let selection = rebound.bound(to: snapshot.pools)
        let planned = Set(saved.targets.map(\.id))
        let spared = Set(saved.skipped.compactMap(\.id))
        var listed: Set<SessionID> = []
        var remaining: [Plan.Target] = []
        var movedOut: [Plan.Skipped] = []
        var joined: [Plan.Target] = []
        var skipped: [Plan.Skipped] = []
        for (session, verdict) in selection.verdicts(for: snapshot.sessions) {
            if let id = session.id { listed.insert(id) }
            switch verdict {
            case .close(let id, let pool) where spared.contains(id):
                skipped.append(Plan.Skipped(id: id, poolID: pool, reason: .sparedByPlan))
            case .close(let id, let pool) where planned.contains(id):
                remaining.append(Plan.Target(id: id, poolID: pool))
            case .close(let id, let pool):
                joined.append(Plan.Target(id: id, poolID: pool))
                skipped.append(Plan.Skipped(id: id, poolID: pool, reason: .joinedAfterPlan))
            case .skip(let reason):
                let left = Plan.Skipped(id: session.id, poolID: session.poolID, reason: reason)
                skipped.append(left)
                if let id = session.id, planned.contains(id) { movedOut.append(left) }
            }
        }
        try Plan.refuseUnknownUsers(movedOut, besides: remaining.count)
        self.saved = saved
        self.snapshot = snapshot
        self.answers = answers
        self.remaining = remaining
        self.movedOut = movedOut
        self.joined = joined
        self.skipped = skipped
        gone = planned.subtracting(listed).sorted()
        changedPools = Self.changedPools(from: saved, to: selection, holding: planned, in: snapshot)
    }

    /// How many sessions started, ended or moved for each hundred of the plan, rounded up.
    package var percent: Int { extent.percent }

    /// The remaining part of the plan. Its targets are a subset of the saved plan's.
    ///
    /// - Parameter maxPercent: The maximum drift, in percent of the sessions that the saved plan is to close.
    /// - Returns: A plan of the new listing, which names and skips new sessions.
    /// - Throws: ``OperationsError`` with the code `plan-drifted`, when a pool changed its kind or the drift is larger.
    package func plan(maxPercent: Int) throws(OperationsError) -> Plan {
        try check(maxPercent: maxPercent)
        let notes = PlanNote.notes(on: snapshot, PoolDirectory(snapshot.pools), skipped: skipped)
        return remainder(skipped: skipped, notes: notes + (percent > 0 ? [PlanNote(.drift, drift: extent)] : []))
    }

    /// The remaining part of a plan that was confirmed some time after its listing: it only shrinks, however much has changed.
    package var narrowed: Plan {
        // Sessions that have started since are new to the run, and are not among those that the plan skipped.
        remainder(skipped: skipped.filter { $0.reason != .joinedAfterPlan }, notes: saved.notes)
    }

    private func remainder(skipped: [Plan.Skipped], notes: [PlanNote]) -> Plan {
        let listed = Set(snapshot.sessions.compactMap(\.id))
        return Plan(
            subject: saved.subject,
            takenAt: snapshot.takenAt,
            selection: rebound,
            targets: remaining,
            skipped: skipped,
            absent: gone.map { absent($0, wasListed: true) }
                + saved.absent.filter { !listed.contains($0.session) }
                .map { absent($0.session, wasListed: $0.wasListed, lookalike: $0.lookalike) },
            basis: Plan.Basis(snapshot),
            notes: notes
        )
    }

    private func absent(_ session: SessionID, wasListed: Bool, lookalike: SessionID? = nil) -> Plan.Absent {
        Plan.Absent(
            session: session,
            finding: Plan.Absent.Finding(answers[session], beside: snapshot),
            wasListed: wasListed,
            lookalike: lookalike
        )
    }

    private static func changedPools(
        from saved: Plan,
        to selection: Selection,
        holding planned: Set<SessionID>,
        in snapshot: Snapshot
    ) -> [ChangedPool] {
        let before = saved.selection.directory
        let selectedBefore = Set(saved.selection.pools.compactMap(\.id))
        let selectedNow = Set(selection.pools.compactMap(\.id))
        let holding = Set(snapshot.sessions.filter { $0.id.map(planned.contains) ?? false }.compactMap(\.poolID))
        return before.pools.compactMap { pool in
            guard let id = pool.id, selection.directory[id] != nil else { return nil }
            let change = ChangedPool(
                id: id,
                name: pool.name,
                before: before.kind(of: id),
                now: selection.directory.kind(of: id)
            )
            guard change.before?.lowercased() != change.now?.lowercased() else { return nil }
            let cameIn = selectedNow.contains(id) && holding.contains(id)
            return selectedBefore.contains(id) || cameIn ? change : nil
        }
    }
}
