package import FrameAPI

extension AccountReading {
    /// Asks for sessions one by one, some at a time.
    ///
    /// - Parameters:
    ///   - sessions: Which ones.
    ///   - atOnce: How many requests may be under way at once.
    /// - Returns: What the service says of each; of those that were not asked before the task was cancelled, nothing.
    /// - Throws: ``FrameAPI/FrameAPIError``, when the credential is refused.
    package func standings(
        of sessions: [SessionID],
        atOnce: Int
    ) async throws(FrameAPIError) -> [SessionID: SessionStanding] {
        typealias Answer = Result<(SessionID, SessionStanding), FrameAPIError>
        var refusal: FrameAPIError?
        let answers = await withTaskGroup(of: Answer.self) { group in
            var remaining = sessions.makeIterator()
            var answers: [SessionID: SessionStanding] = [:]
            answers.reserveCapacity(sessions.count)
            func refill() {
                guard refusal == nil, !Task.isCancelled, let session = remaining.next() else { return }
                group.addTask { await self.answer(for: session) }
            }
            for _ in 0..<max(1, atOnce) { refill() }
            while let answer = await group.next() {
                switch answer {
                case .success(let (session, standing)): answers[session] = standing
                case .failure(let error) where error.code == .cancelled: break
                case .failure(let error): refusal = refusal ?? error
                }
                refill()
            }
            return answers
        }
        if let refusal { throw refusal }
        return answers
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
    /// - Returns: Whether one did.
    /// - Throws: ``FrameAPI/FrameAPIError``, when the credential is refused or the task is cancelled.
    func isWitness(oneOf listed: [SessionID], using random: RandomSource) async throws(FrameAPIError) -> Bool {
        var random = random
        for session in listed.filter(\.isSendable).drawing(3, using: &random) {
            if try await standing(of: session) == .live { return true }
        }
        return false
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
