import FrameAPI

extension Closer {
    /// Lists at intervals while DELETEs are sent: a user sees whether sessions end, and sessions that have left the scope are not closed.
    /// It settles nothing.
    func poll(during announcements: Announcements) async {
        var polledAt = 0
        while true {
            do { try await time.sleep(settings.pollInterval) } catch { return }
            let sent = announcements.sentCount
            guard !isHalted, sent - polledAt >= settings.requestsPerPoll else { continue }
            polledAt = sent
            let snapshot: Snapshot
            do throws(FrameAPIError) {
                // One after the other: the results of the first one, or its refusal, must be known at once.
                let listing = try await plane.activeSessions()
                spare(Snapshot(pools: selection.directory.pools, listing: listing, takenAt: time.now()))
                snapshot = Snapshot(pools: try await plane.pools(), listing: listing, takenAt: time.now())
            } catch {
                stop(afterRefusal: error)
                continue
            }
            guard !Task.isCancelled else { return }
            spare(snapshot)
            guard snapshot.showsAll, !snapshot.isStale else { continue }
            let listed = Set(snapshot.sessions.compactMap(\.id))
            let targets = log.read { $0.targets }
            let missing = targets.count { !listed.contains($0.id) }
            log.note(.polled(Polled(sessions: snapshot.sessions.count, missing: missing)))
        }
    }

    /// Notes which targets a listing shows outside the confirmed scope: those without a DELETE get none.
    private func spare(_ snapshot: Snapshot) {
        let listedAt = log.read { $0.planned?.serviceDate }
        for (session, verdict) in selection.bound(to: snapshot.pools).verdicts(for: snapshot.sessions) {
            guard let id = session.id, let reason = verdict.reason,
                let progress = log.read({ $0.sessions[id] }), progress.outOfScope != reason,
                snapshot.isAsRecent(as: progress.serviceDate ?? listedAt)
            else { continue }
            log.note(.outOfScope(OutOfScope(session: id, pool: session.poolID, reason: reason)))
        }
    }

    /// Whether no listing has shown a target outside the confirmed scope.
    func isInScope(_ session: SessionID) -> Bool { log.read { $0.sessions[session]?.outOfScope == nil } }
}
