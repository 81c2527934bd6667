import FrameAPI

/// One look at the account during a run: lists, and logs what that shows of the targets and of newcomers.
///
/// This is the only place that says of a session that it is gone.
struct Look: Sendable {
    let plane: any AccountReading
    let log: RunLog
    let selection: Selection
    /// The sessions that the plan left alone, as listed then.
    let bystanders: Set<SessionID>
    let concurrency: Int
    let time: TimeSource
    let interruption: StopSwitch
    /// How long a look may go on after an interruption.
    let grace: Duration

    /// Takes a look and logs it, whether it succeeds or not.
    ///
    /// - Parameter limit: How long it may take, all repetitions of its reads included.
    /// - Returns: What may be closed as things stand, or the error, if it did not succeed.
    func take(limit: Duration) async -> Result<Sight, FrameAPIError> {
        let round = log.read { $0.looks } + 1
        do throws(FrameAPIError) {
            let seen = try await bounded(by: limit)
            return .success(record(seen, round: round))
        } catch {
            log.note(.lookFailed(LookFailed(round: round, code: error.code.rawValue, reason: error.description)))
            return .failure(error)
        }
    }

    /// What a look showed, as far as it matters for sending DELETEs.
    struct Sight: Sendable {
        /// The targets that are listed, each in a pool of this listing and of a kind that was selected.
        var closable: Set<SessionID> = []
        /// Those in scope who were not listed when consent was given, and are no targets yet.
        var joined: [Plan.Target] = []
    }

    struct Seen {
        var snapshot: Snapshot
        /// Those that were looked for and are not live.
        var missing: [SessionID]
        /// Those that the listing does not show, and that may be live all the same.
        var open: [SessionID] = []
        /// Those that the listing does not show, and that are live.
        var live: [SessionID] = []
    }

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
        var snapshot = try await Snapshot.take(from: plane, time: time)
        var missing = missing(in: snapshot)
        if !missing.isEmpty, isStartling(snapshot) {
            // A cancelled pause ends the listing after it.
            try? await time.sleep(Self.secondThoughts)
            snapshot = try await Snapshot.take(from: plane, time: time)
            let stillMissing = Set(self.missing(in: snapshot))
            missing = missing.filter(stillMissing.contains)
        }
        return try await confirmed(Seen(snapshot: snapshot, missing: missing))
    }

    /// Whether a listing shows so little that one such listing proves nothing: no session at all, or fewer than half of those
    /// that nobody meant to close. Then the account is listed again, and only what is missing twice is missing.
    private func isStartling(_ snapshot: Snapshot) -> Bool {
        guard !snapshot.sessions.isEmpty else { return true }
        let listed = bystanders.intersection(snapshot.sessions.compactMap(\.id)).count
        return listed * 2 < bystanders.count
    }

    private static let secondThoughts: Duration = .milliseconds(250)

    /// The targets, the newcomers and those that were named and not listed before, as far as the listing does not show them: the targets
    /// in their own order, then the others.
    private func missing(in snapshot: Snapshot) -> [SessionID] {
        let listed = Set(snapshot.sessions.compactMap(\.id))
        return log.read { state in
            let targets = state.targets.lazy.map(\.id).filter { state.sessions[$0]?.isSeenGone == false }
            let others = Set(state.newcomers.keys).union(state.openAbsences).filter { state.sessions[$0] == nil }
            return (Array(targets) + others.sorted()).filter { !listed.contains($0) }
        }
    }

    /// Where the listing may be cut, absence is no proof: each session is looked at by itself, and counts as missing only when
    /// the service says that it is not live.
    private func confirmed(_ seen: Seen) async throws(FrameAPIError) -> Seen {
        guard seen.snapshot.doubt != nil, !seen.missing.isEmpty else { return seen }
        var judged = Seen(snapshot: seen.snapshot, missing: [])
        for (session, isLive) in try await isLive(seen.missing) {
            switch isLive {
            case false?: judged.missing.append(session)
            case nil: judged.open.append(session)
            case true?: judged.live.append(session)
            }
        }
        return judged
    }

    private func isLive(_ sessions: [SessionID]) async throws(FrameAPIError) -> [(SessionID, Bool?)] {
        typealias Judgement = Result<(SessionID, Bool?), FrameAPIError>
        let answers = await withTaskGroup(of: Judgement.self) { group in
            var remaining = sessions.makeIterator()
            var answers: [Judgement] = []
            var hasFailed = false
            func refill() {
                guard !hasFailed, let session = remaining.next() else { return }
                group.addTask { [plane] in
                    do throws(FrameAPIError) {
                        return .success((session, try await plane.isLive(session)))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            for _ in 0..<concurrency { refill() }
            while let answer = await group.next() {
                answers.append(answer)
                if case .failure = answer { hasFailed = true }
                refill()
            }
            return answers
        }
        var judgements: [(SessionID, Bool?)] = []
        for answer in answers { judgements.append(try answer.get()) }
        return judgements.sorted { $0.0 < $1.0 }
    }
}
