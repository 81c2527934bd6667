import FrameAPI
import Synchronization

/// Lists an account and finds out which of the sessions that the listing does not show are gone.
///
/// This is the only place that says of a session that it is gone. The decision is ``AbsenceJudgement``'s; here are the requests.
final class AbsenceVerifier: Sendable {
    /// How absence is verified.
    struct Policy: Sendable {
        /// How far apart two listings are that count as two witnesses.
        var gap: Duration = .seconds(2)
        /// How many of those that need not be asked for one by one are, when that many or more are missing; `nil` for all.
        var sample: Int? = 64
        /// How many sessions are asked for at once.
        var concurrency = 32
    }

    /// What one check showed.
    struct Findings: Sendable {
        /// The listing; the second one, where the first contradicted the sessions themselves.
        let snapshot: Snapshot
        let outcome: AbsenceJudgement.Outcome
        /// Whether the listing could be a witness for anybody.
        let isWitness: Bool
        /// How many sessions were asked for by themselves.
        let asked: Int
        /// How many of them said that they are gone.
        let agreed: Int
    }

    /// What a caller knows of the account, for one listing of it.
    struct Context: Sendable {
        /// The sessions that are looked for and that the listing does not show.
        let missing: [Missing]
        let evidence: ListingEvidence
    }

    private let plane: any AccountReading
    private let policy: Policy
    private let time: TimeSource
    private let random: RandomSource
    private let judgement: Mutex<AbsenceJudgement>

    /// - Parameters:
    ///   - plane: The account.
    ///   - asksSessions: Whether the sessions themselves are witnesses; `nil` when that is not known yet.
    ///   - policy: How absence is verified.
    ///   - time: The clock.
    ///   - random: Draws samples.
    init(
        _ plane: any AccountReading,
        asksSessions: Bool? = nil,
        policy: Policy,
        time: TimeSource,
        random: RandomSource
    ) {
        self.plane = plane
        self.policy = policy
        self.time = time
        self.random = random
        judgement = Mutex(AbsenceJudgement(gap: policy.gap, asksSessions: asksSessions))
    }

    /// Whether the sessions themselves are witnesses; `nil` before that is known.
    var asksSessions: Bool? { judgement.withLock { $0.asksSessions } }

    /// Whether listings have contradicted the sessions themselves twice, and are not believed any more.
    var distrustsListings: Bool { judgement.withLock { $0.distrustsListings } }

    /// Finds out whether sessions that are asked for by themselves are witnesses, with a few that are listed. Once that is known, nothing
    /// is asked any more.
    ///
    /// - Parameter listed: Sessions that a listing shows.
    /// - Throws: ``FrameAPI/FrameAPIError``, when the credential is refused or the task is cancelled.
    func probe(_ listed: [SessionID]) async throws(FrameAPIError) {
        guard asksSessions == nil, !listed.isEmpty else { return }
        let isWitness = try await plane.isWitness(oneOf: listed, using: random)
        judgement.withLock { $0.note(isWitness: isWitness) }
    }

    /// Lists, asks, and judges.
    ///
    /// - Parameters:
    ///   - patience: Returns when no session is to be asked for any more; then those that were not are judged without.
    ///   - context: What is looked for in a listing.
    /// - Returns: What that shows.
    /// - Throws: ``FrameAPI/FrameAPIError``, when the account cannot be listed or the credential is refused.
    func check(
        patience: @escaping @Sendable () async -> Void,
        _ context: (Snapshot) -> Context
    ) async throws(FrameAPIError) -> Findings {
        var snapshot = try await Snapshot.take(from: plane, time: time)
        var looked = context(snapshot)
        try await probe(snapshot.sessions.compactMap(\.id))
        var answers = try await ask(looked, besides: [:], patience)
        let contradicting = contradicting(looked, answers)
        if !contradicting.isEmpty {
            // A cancelled pause ends the listing after it.
            try? await time.sleep(Self.secondThoughts)
            snapshot = try await Snapshot.take(from: plane, time: time)
            looked = context(snapshot)
            let stillMissing = Set(looked.missing.map(\.session))
            let again = contradicting.filter(stillMissing.contains)
            answers.merge(try await standings(of: again, patience)) { $1 }
            if again.contains(where: { answers[$0] == .live }) { judgement.withLock { $0.distrustsListings = true } }
            answers.merge(try await ask(looked, besides: answers, patience)) { $1 }
        }
        let outcome = judgement.withLock { $0.judge(looked.missing, in: looked.evidence, answers: answers) }
        return Findings(
            snapshot: snapshot,
            outcome: outcome,
            isWitness: judgement.withLock { $0.isWitness(looked.evidence) },
            asked: answers.values.count { $0 != .inconclusive("not-asked") },
            agreed: answers.values.count { $0.isGone }
        )
    }

    private static let secondThoughts: Duration = .seconds(1)

    /// Asks for all whose absence from the listing proves nothing or has to be asked about, and for some of the others.
    private func ask(
        _ looked: Context,
        besides answers: [SessionID: SessionStanding],
        _ patience: @escaping @Sendable () async -> Void
    ) async throws(FrameAPIError) -> [SessionID: SessionStanding] {
        guard asksSessions == true else { return [:] }
        let (believed, doubted) = judgement.withLock { $0.sort(looked.missing, in: looked.evidence) }
        let others = believed.filter { !$0.mustBeAsked }
        var random = random
        let sample = policy.sample.map { others.drawing($0, using: &random) } ?? others
        let asked = doubted + believed.filter(\.mustBeAsked) + sample
        return try await standings(of: asked.map(\.session).filter { answers[$0] == nil }, patience)
    }

    private func standings(
        of sessions: [SessionID],
        _ patience: @escaping @Sendable () async -> Void
    ) async throws(FrameAPIError) -> [SessionID: SessionStanding] {
        guard !sessions.isEmpty else { return [:] }
        typealias Answers = Result<[SessionID: SessionStanding], FrameAPIError>
        let answers = await withTaskGroup(of: Answers?.self) { group in
            group.addTask { [plane, policy] in
                do throws(FrameAPIError) {
                    return .success(try await plane.standings(of: sessions, atOnce: policy.concurrency))
                } catch {
                    return .failure(error)
                }
            }
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
        let answered = try answers.get()
        // Who was to be asked and was not is no part of a sample that agrees.
        let missed = sessions.lazy.filter { answered[$0] == nil }.map {
            ($0, SessionStanding.inconclusive("not-asked"))
        }
        return answered.merging(missed) { answer, _ in answer }
    }

    /// The sessions that are live though a listing that is believed does not show them.
    private func contradicting(_ looked: Context, _ answers: [SessionID: SessionStanding]) -> [SessionID] {
        judgement.withLock { $0.sort(looked.missing, in: looked.evidence) }.believed
            .map(\.session).filter { answers[$0] == .live }
    }
}
