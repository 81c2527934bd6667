package import FrameAPI

extension AccountReading {
    /// Asks for sessions one by one, some at a time, until nobody has patience any more.
    ///
    /// - Parameters:
    ///   - sessions: Which ones.
    ///   - atOnce: How many requests may be under way at once.
    ///   - patience: Returns when no session is to be asked for any more.
    /// - Returns: What the service says of each; of those that were not asked by then, nothing.
    /// - Throws: ``FrameAPI/FrameAPIError``, when the credential is refused.
    package func standings(
        of sessions: [SessionID],
        atOnce: Int,
        patience: @escaping @Sendable () async -> Void
    ) async throws(FrameAPIError) -> [SessionID: SessionStanding] {
        typealias Answers = Result<[SessionID: SessionStanding], FrameAPIError>
        let answers = await withTaskGroup(of: Answers?.self) { group in
            group.addTask { await self.standings(of: sessions, atOnce: atOnce) }
            group.addTask {
                await patience()
                return nil
            }
            // The first to end ends the other; what was answered by then is there in either case.
            var answers: Answers = .success([:])
            while let ended = await group.next() {
                if let ended { answers = ended }
                group.cancelAll()
            }
            return answers
        }
        return try answers.get()
    }

    private func standings(
        of sessions: [SessionID],
        atOnce: Int
    ) async -> Result<[SessionID: SessionStanding], FrameAPIError> {
        await withTaskGroup(of: Result<(SessionID, SessionStanding), FrameAPIError>.self) { group in
            var remaining = sessions.makeIterator()
            var answers: [SessionID: SessionStanding] = [:]
            answers.reserveCapacity(sessions.count)
            var refusal: FrameAPIError?
            var hasAnswered = false
            func refill() {
                // Where nobody has answered in time, nobody will.
                guard refusal == nil, !Task.isCancelled, hasAnswered || answers.count < Self.unanswered,
                    let session = remaining.next()
                else { return }
                group.addTask { await self.answer(for: session) }
            }
            for _ in 0..<max(1, atOnce) { refill() }
            while let answer = await group.next() {
                switch answer {
                case .success(let (session, standing)):
                    answers[session] = standing
                    hasAnswered = hasAnswered || standing != .inconclusive(FrameAPIError.Code.timedOut.rawValue)
                case .failure(let error) where error.code == .cancelled: break
                case .failure(let error): refusal = refusal ?? error
                }
                refill()
            }
            return refusal.map { .failure($0) } ?? .success(answers)
        }
    }

    /// How many questions without an answer in time are enough.
    private static var unanswered: Int { 8 }

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

extension SessionStanding {
    /// It was to be asked, and there was no time for it.
    static var notAsked: SessionStanding { .inconclusive("not-asked") }
}
