import FrameAPI

/// One look at the account during a run: lists, and logs what that shows of the targets and of newcomers.
///
/// This is the only place that says of a session that it is gone.
struct Look: Sendable {
    let plane: any ControlPlane
    let log: RunLog
    let criteria: SelectionCriteria
    let shown: Set<SessionID>
    let concurrency: Int
    let time: TimeSource
    let interruption: StopSwitch
    /// How long a look may go on after an interruption.
    let grace: Duration

    /// Takes a look and logs it, whether it succeeds or not.
    ///
    /// - Parameter limit: How long it may take, all repetitions of its reads included.
    /// - Returns: The error, if it did not succeed.
    func take(limit: Duration) async -> FrameAPIError? {
        let round = log.read { $0.looks } + 1
        do throws(FrameAPIError) {
            let (snapshot, missing) = try await bounded(by: limit)
            record(snapshot, missing: missing, round: round)
            return nil
        } catch {
            log.note(.lookFailed(LookFailed(round: round, code: error.code.rawValue, reason: error.description)))
            return error
        }
    }

    private typealias Seen = (snapshot: Snapshot, missing: [SessionID])

    /// Gives up when the limit passes, or some time after the user has interrupted.
    private func bounded(by limit: Duration) async throws(FrameAPIError) -> Seen {
        do {
            return try await withTimeLimit(limit, on: time) {
                try await withThrowingTaskGroup(of: Seen?.self) { group in
                    group.addTask { try await self.see() }
                    group.addTask {
                        await interruption.thrown()
                        try await time.sleep(grace)
                        return nil
                    }
                    defer { group.cancelAll() }
                    guard let first = try await group.next(), let seen = first else {
                        throw TimeLimitPassed(limit: grace)
                    }
                    return seen
                }
            }
        } catch let error as FrameAPIError {
            throw error
        } catch {
            throw .listingTookTooLong((error as? TimeLimitPassed)?.limit ?? limit)
        }
    }

    private func see() async throws(FrameAPIError) -> Seen {
        let snapshot = try await Snapshot.take(from: plane, time: time)
        return (snapshot, try await confirmedMissing(in: snapshot))
    }

    /// The targets that the listing does not show. Where the listing may be cut, absence is no proof: each is looked at by
    /// itself, and counts as missing only when the service says that it is not live.
    private func confirmedMissing(in snapshot: Snapshot) async throws(FrameAPIError) -> [SessionID] {
        let listed = Set(snapshot.sessions.compactMap(\.id))
        let missing = log.read { state in
            state.sessions.filter { !$0.value.isSeenGone && !listed.contains($0.key) }.keys.sorted()
        }
        guard snapshot.doubt != nil, !missing.isEmpty else { return missing }
        return try await notLive(missing)
    }

    private func notLive(_ sessions: [SessionID]) async throws(FrameAPIError) -> [SessionID] {
        typealias Judgement = Result<SessionID?, FrameAPIError>
        let answers = await withTaskGroup(of: Judgement.self) { group in
            var remaining = sessions.makeIterator()
            var answers: [Judgement] = []
            func refill() {
                guard let session = remaining.next() else { return }
                group.addTask { [plane] in
                    do throws(FrameAPIError) {
                        return .success(try await plane.isLive(session) == false ? session : nil)
                    } catch {
                        return .failure(error)
                    }
                }
            }
            for _ in 0..<concurrency { refill() }
            while let answer = await group.next() {
                answers.append(answer)
                if case .success = answer { refill() }
            }
            return answers
        }
        var gone: [SessionID] = []
        for answer in answers {
            if let session = try answer.get() { gone.append(session) }
        }
        return gone.sorted()
    }

    private func record(_ snapshot: Snapshot, missing: [SessionID], round: Int) {
        let before = log.state
        for session in missing {
            guard let progress = before.sessions[session] else { continue }
            let sighting = Sighting(session: session, pool: progress.poolID)
            log.note(progress.mayHaveActed ? .closed(sighting) : .alreadyGone(sighting))
        }
        for session in snapshot.sessions {
            guard let id = session.id, let progress = before.sessions[id], progress.isSeenGone else { continue }
            log.note(.relisted(Sighting(session: id, pool: progress.poolID)))
        }
        let newcomers = newcomers(in: snapshot)
        for (id, pool) in newcomers.sorted(by: { $0.key < $1.key }) where before.newcomers[id] == nil {
            log.note(.newcomer(Sighting(session: id, pool: pool)))
        }
        for (id, pool) in before.newcomers.sorted(by: { $0.key < $1.key }) where newcomers[id] == nil {
            log.note(.newcomerLeft(Sighting(session: id, pool: pool)))
        }
        log.note(
            .listed(
                Listed(
                    round: round,
                    sessions: snapshot.sessions.count,
                    left: log.read { $0.leftCount },
                    newcomers: newcomers.count,
                    doubtful: snapshot.doubt != nil
                )
            )
        )
    }

    /// Sessions in scope that were not shown before consent. When the pools of the selection are all gone, so is its scope.
    private func newcomers(in snapshot: Snapshot) -> [SessionID: PoolID] {
        guard let selection = try? Selection(criteria, in: PoolDirectory(snapshot.pools)) else { return [:] }
        var newcomers: [SessionID: PoolID] = [:]
        for (_, verdict) in selection.verdicts(for: snapshot.sessions) {
            if case .close(let id, let pool) = verdict, !shown.contains(id) { newcomers[id] = pool }
        }
        return newcomers
    }
}
