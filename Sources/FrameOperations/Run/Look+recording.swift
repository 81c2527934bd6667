import FrameAPI

extension Look {
    /// Logs what a look showed, and says what may be closed by it.
    func record(_ seen: Seen, round: Int) -> Sight {
        let (snapshot, missing) = (seen.snapshot, seen.missing)
        let openAbsences = Set(log.read { $0.openAbsences })
        for session in missing {
            if openAbsences.contains(session) { log.note(.absenceConfirmed(AbsenceConfirmed(session: session))) }
            guard let progress = log.read({ $0.sessions[session] }) else { continue }
            let sighting = Sighting(session: session, pool: progress.poolID)
            log.note(progress.mayHaveActed ? .closed(sighting) : .alreadyGone(sighting))
        }
        let sight = judge(seen)
        recordNewcomers(in: snapshot, missing: missing)
        log.note(
            .listed(
                Listed(
                    round: round,
                    sessions: snapshot.sessions.count,
                    left: log.read { $0.leftCount },
                    newcomers: log.read { $0.newcomers.count },
                    doubtful: snapshot.doubt != nil,
                    open: seen.open
                )
            )
        )
        return sight
    }

    /// Judges every listed session by this listing alone: a pool that it does not show is unknown, and nobody in it is closed. A
    /// target that was found live by itself is taken to be in the pool that it was listed in.
    private func judge(_ seen: Seen) -> Sight {
        var sight = Sight()
        let selection = selection.bound(to: seen.snapshot.pools)
        for id in seen.live {
            guard let progress = log.read({ $0.sessions[id] }) else { continue }
            let session = ActiveSession(id: id, poolID: progress.poolID)
            if selection.verdict(for: session).closes { sight.closable.insert(id) }
        }
        for (session, verdict) in selection.verdicts(for: seen.snapshot.sessions) {
            guard let id = session.id else { continue }
            let progress = log.read { $0.sessions[id] }
            switch (progress, verdict) {
            case (let progress?, _):
                if progress.isSeenGone { log.note(.relisted(Sighting(session: id, pool: progress.poolID))) }
                if verdict.closes { sight.closable.insert(id) }
                guard verdict.reason != progress.outOfScope else { continue }
                log.note(.outOfScope(OutOfScope(session: id, pool: session.poolID, reason: verdict.reason)))
            case (nil, .close(_, in: let pool)):
                if !bystanders.contains(id) { sight.joined.append(Plan.Target(id: id, poolID: pool)) }
            case (nil, .skip): break
            }
        }
        return sight
    }

    private func recordNewcomers(in snapshot: Snapshot, missing: [SessionID]) {
        let newcomers = newcomers(in: snapshot)
        let before = log.read { $0.newcomers }
        for (id, pool) in newcomers.sorted(by: { $0.key < $1.key }) where before[id] == nil {
            log.note(.newcomer(Sighting(session: id, pool: pool)))
        }
        let stillListed = Set(snapshot.sessions.compactMap(\.id))
        for (id, pool) in before.sorted(by: { $0.key < $1.key }) where newcomers[id] == nil {
            guard stillListed.contains(id) || missing.contains(id) else { continue }
            log.note(.newcomerLeft(Sighting(session: id, pool: pool)))
        }
    }

    /// Sessions that are in scope by now and that are no targets: they joined, or their pool changed, or the listing behind the
    /// plan did not show them. A pool that is no longer listed is what it was.
    private func newcomers(in snapshot: Snapshot) -> [SessionID: PoolID] {
        var newcomers: [SessionID: PoolID] = [:]
        for (_, verdict) in selection.rebound(to: snapshot.pools).verdicts(for: snapshot.sessions) {
            guard case .close(let id, let pool) = verdict, log.read({ $0.sessions[id] == nil }) else { continue }
            newcomers[id] = pool
        }
        return newcomers
    }
}

extension Verdict {
    fileprivate var closes: Bool { reason == nil }

    /// Why it is left alone, in words.
    fileprivate var reason: String? {
        if case .skip(let reason) = self { reason.words } else { nil }
    }
}
