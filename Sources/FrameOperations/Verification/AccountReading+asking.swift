package import FrameAPI

extension AccountReading {
    /// Asks for sessions one by one, some at a time, until the time is over.
    ///
    /// - Parameters:
    ///   - sessions: The sessions.
    ///   - atOnce: The maximum number of requests in flight.
    ///   - patience: Returns when the time for asking is over.
    /// - Returns: The service's answer about each; without those that were not asked by then.
    /// - Throws: ``FrameAPI/FrameAPIError``, when the credential is refused.
    package func standings(
        of sessions: [SessionID],
        atOnce: Int,
        patience: @escaping @Sendable () async -> Void
    ) async throws(FrameAPIError) -> [SessionID: SessionStanding] {
        try await answers(before: patience) { await self.standings(of: sessions, atOnce: atOnce) }?.get() ?? [:]
    }

    /// Asks until the time is over. The first to end ends the other; the answers so far are kept in either case.
    private func answers<Answers: Sendable>(
        before patience: @escaping @Sendable () async -> Void,
        _ ask: @escaping @Sendable () async -> Answers
    ) async -> Answers? {
        await withTaskGroup(of: Answers?.self) { group in
            group.addTask { await ask() }
            group.addTask {
                await patience()
                return nil
            }
            var answers: Answers?
            while let ended = await group.next() {
                answers = ended ?? answers
                group.cancelAll()
            }
            return answers
        }
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
                // When none has answered in time, no further one is asked.
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
            if !hasAnswered, answers.count >= Self.unanswered {
                while let session = remaining.next() { answers[session] = .unanswered }
            }
            return refusal.map { .failure($0) } ?? .success(answers)
        }
    }

    /// How many requests without an answer in time are sufficient to stop.
    private static var unanswered: Int { 8 }

    private func answer(for session: SessionID) async -> Result<(SessionID, SessionStanding), FrameAPIError> {
        guard session.isSendable else { return .success((session, .inconclusive("unsendable-id"))) }
        do throws(FrameAPIError) {
            return .success((session, try await standing(of: session)))
        } catch {
            return .failure(error)
        }
    }

    /// Finds out whether a session that is asked for alone is a witness: one of a few listed sessions has to answer that it is live.
    ///
    /// - Parameters:
    ///   - listed: Listed sessions.
    ///   - random: Draws the few.
    ///   - patience: Returns when the time for asking is over.
    /// - Returns: Whether one did; `nil` when there was no time to find out.
    /// - Throws: ``FrameAPI/FrameAPIError``, when the credential is refused or the task is cancelled.
    func isWitness(
        oneOf listed: [SessionID],
        using random: RandomSource,
        patience: @escaping @Sendable () async -> Void
    ) async throws(FrameAPIError) -> Bool? {
        var random = random
        let asked = listed.filter(\.isSendable).drawing(3, using: &random)
        let answer: Result<Bool, FrameAPIError>? = await answers(before: patience) {
            do throws(FrameAPIError) {
                for session in asked where try await standing(of: session) == .live { return .success(true) }
                return .success(false)
            } catch {
                return .failure(error)
            }
        }
        if case .failure(let error)? = answer, error.code == .cancelled, !Task.isCancelled { return nil }
        return try answer?.get()
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
    /// It had to be asked, and there was no time for it.
    static var notAsked: SessionStanding { .inconclusive("not-asked") }

    /// It was not asked, because several before it have not answered in time.
    static var unanswered: SessionStanding { .inconclusive("unanswered") }
}
