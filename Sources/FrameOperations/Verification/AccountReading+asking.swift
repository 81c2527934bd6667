package import FrameAPI

extension AccountReading {
    /// Asks for sessions one by one, some at a time.
    ///
    /// - Parameters:
    ///   - sessions: Which ones.
    ///   - atOnce: How many requests may be under way at once.
    /// - Returns: What the service says of each.
    /// - Throws: ``FrameAPI/FrameAPIError``, when the credential is refused or the task is cancelled.
    package func standings(
        of sessions: [SessionID],
        atOnce: Int
    ) async throws(FrameAPIError) -> [SessionID: SessionStanding] {
        typealias Answer = Result<(SessionID, SessionStanding), FrameAPIError>
        let answers = await withTaskGroup(of: Answer.self) { group in
            var remaining = sessions.makeIterator()
            var answers: [Answer] = []
            var hasFailed = false
            func refill() {
                guard !hasFailed, let session = remaining.next() else { return }
                group.addTask { await self.answer(for: session) }
            }
            for _ in 0..<max(1, atOnce) { refill() }
            while let answer = await group.next() {
                answers.append(answer)
                if case .failure = answer { hasFailed = true }
                refill()
            }
            return answers
        }
        var standings: [SessionID: SessionStanding] = [:]
        standings.reserveCapacity(answers.count)
        for answer in answers {
            let (session, standing) = try answer.get()
            standings[session] = standing
        }
        return standings
    }

    private func answer(for session: SessionID) async -> Result<(SessionID, SessionStanding), FrameAPIError> {
        guard session.isSendable else { return .success((session, .inconclusive("unsendable-id"))) }
        do throws(FrameAPIError) {
            return .success((session, try await standing(of: session)))
        } catch {
            return .failure(error)
        }
    }

    /// Finds out whether a session that is asked for alone is a witness: one of a few that are listed has to answer that it is live.
    ///
    /// - Parameters:
    ///   - listed: Sessions that a listing shows.
    ///   - random: Draws the few.
    /// - Returns: Whether one did, and how many were asked.
    /// - Throws: ``FrameAPI/FrameAPIError``, when the credential is refused or the task is cancelled.
    func witnesses(
        among listed: [SessionID],
        using random: RandomSource
    ) async throws(FrameAPIError) -> (isWitness: Bool, asked: Int) {
        var random = random
        let candidates = listed.filter(\.isSendable).drawing(3, using: &random)
        for (count, session) in candidates.enumerated() {
            if try await standing(of: session) == .live { return (true, count + 1) }
        }
        return (false, candidates.count)
    }
}

extension Array {
    /// Some of the elements at random, in the order of the array; all of them when there are no more.
    func drawing(_ count: Int, using random: inout some RandomNumberGenerator) -> [Element] {
        guard self.count > count else { return self }
        var chosen: Set<Int> = []
        while chosen.count < count { chosen.insert(Int.random(in: indices, using: &random)) }
        return chosen.sorted().map { self[$0] }
    }
}
