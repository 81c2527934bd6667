import FrameAPI

extension ListingCheck {
    /// Logs the results of a check, and returns what may be closed by it.
    func record(_ findings: AbsenceVerifier.Findings, round: Int) -> Result {
        let (snapshot, outcome) = (findings.snapshot, findings.outcome)
        noteWitness()
        let openAbsences = Set(log.read { $0.verifiableAbsences })
        for session in outcome.gone {
            if openAbsences.contains(session) { log.note(.absenceConfirmed(AbsenceConfirmed(session: session))) }
            guard let progress = log.read({ $0.sessions[session] }) else { continue }
            let sighting = Sighting(session: session, pool: progress.poolID)
            log.note(progress.mayHaveActed ? .closed(sighting) : .alreadyGone(sighting))
        }
        let result = judge(findings)
        recordNewcomers(in: snapshot, gone: Set(outcome.gone))
        let pieces = stride(from: 0, to: outcome.open.count, by: RunEvent.Fact.piece).map {
            Array(outcome.open.dropFirst($0).prefix(RunEvent.Fact.piece))
        }
        for piece in pieces.dropLast() { log.note(.leftOpen(LeftOpen(sessions: piece))) }
        log.note(
            .listed(
                Listed(
                    round: round,
                    sessions: snapshot.sessions.count,
                    left: log.read { $0.leftCount },
                    newcomers: log.read { $0.newcomers.count },
                    missing: outcome.live.count + outcome.open.count,
                    unreadable: snapshot.unreadableCount,
                    truncated: snapshot.listing.truncation,
                    witness: findings.isWitness,
                    asked: findings.asked,
                    agreed: findings.agreed,
                    age: Int(snapshot.listing.age / .seconds(1)),
                    distrusted: verifier.distrustsListings,
                    open: pieces.last ?? []
                )
            )
        )
        return result
    }

    /// Logs whether the sessions themselves are witnesses, once that is known.
    func noteWitness() {
        guard let isWitness = verifier.asksSessions, log.read({ $0.asksSessions }) == nil else { return }
        log.note(.witness(Witness(sessions: isWitness)))
    }

    /// Judges every listed session by this listing alone: a pool that it does not show is unknown, and no session in it is closed. A target
    /// that it does not show gets no DELETE, whatever the session says of itself, because it may be in another pool now.
    private func judge(_ findings: AbsenceVerifier.Findings) -> Result {
        let snapshot = findings.snapshot
        var result = Result()
        result.awaitsSecondListing = findings.outcome.awaitsSecondListing
        result.hasOpen = !findings.outcome.open.isEmpty || !findings.outcome.live.isEmpty
        result.isWitness = findings.isWitness
        let selection = selection.bound(to: snapshot.pools)
        let listedAt = log.read { $0.planned?.serviceDate }
        for (session, verdict) in selection.verdicts(for: snapshot.sessions) {
            guard let id = session.id else { continue }
            let progress = log.read { $0.sessions[id] }
            switch (progress, verdict) {
            case (let progress?, _):
                // A listing from before the answer to the last DELETE says nothing about its effect.
                guard snapshot.isAsRecent(as: progress.serviceDate ?? listedAt) else { continue }
                if progress.isSeenGone { log.note(.relisted(Sighting(session: id, pool: progress.poolID))) }
                if verdict.reason == nil { result.closable.insert(id) }
                guard verdict.reason != progress.outOfScope else { continue }
                log.note(.outOfScope(OutOfScope(session: id, pool: session.poolID, reason: verdict.reason)))
            case (nil, .close(_, in: let pool)):
                guard !bystanders.contains(id), !selection.excludesLookalike(of: id) else { continue }
                result.joined.append(Plan.Target(id: id, poolID: pool))
            case (nil, .skip): break
            }
        }
        return result
    }

    private func recordNewcomers(in snapshot: Snapshot, gone: Set<SessionID>) {
        let newcomers = newcomers(in: snapshot)
        let before = log.read { $0.newcomers }
        for (id, pool) in newcomers.sorted(by: { $0.key < $1.key }) where before[id] == nil {
            log.note(.newcomer(Sighting(session: id, pool: pool)))
        }
        let stillListed = Set(snapshot.sessions.compactMap(\.id))
        for (id, pool) in before.sorted(by: { $0.key < $1.key }) where newcomers[id] == nil {
            guard stillListed.contains(id) || gone.contains(id) else { continue }
            log.note(.newcomerLeft(Sighting(session: id, pool: pool)))
        }
    }

    /// Sessions that are in scope now and that are no targets: they started, or their pool changed, or the listing behind the plan did not
    /// show them. A pool that is no longer listed keeps its kind.
    private func newcomers(in snapshot: Snapshot) -> [SessionID: PoolID] {
        var newcomers: [SessionID: PoolID] = [:]
        for (_, verdict) in selection.rebound(to: snapshot.pools).verdicts(for: snapshot.sessions) {
            guard case .close(let id, let pool) = verdict, log.read({ $0.sessions[id] == nil }) else { continue }
            newcomers[id] = pool
        }
        return newcomers
    }
}
