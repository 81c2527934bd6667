import FrameAPI
import Synchronization

/// Lists an account and finds out which of the sessions that the listing does not show are gone.
///
/// This is the only place that decides that a session is gone. ``AbsenceJudgement`` has the decision; this type has the requests.
final class AbsenceVerifier: Sendable {
    /// How absence is verified.
    struct Policy: Sendable {
        /// How far apart two listings are that count as two witnesses.
        var gap = defaultGap
        /// The size of the sample of those that need not be asked for one by one; `nil` for all.
        var sample: Int? = 64
        /// How many sessions are asked for at once.
        var concurrency = 32

        static let defaultGap: Duration = .seconds(2)
    }

    /// The results of one check.
    struct Findings: Sendable {
        /// The listing; the second one, where the first contradicted the sessions themselves.
        let snapshot: Snapshot
        let outcome: AbsenceJudgement.Outcome
        /// Whether the listing could be a witness for any session.
        let isWitness: Bool
        /// How many sessions were asked for by themselves.
        let asked: Int
        /// How many of them said that they are gone.
        let agreed: Int
    }

    /// The caller's knowledge of the account, for one listing.
    struct Context: Sendable {
        /// The expected sessions that the listing does not show.
        let missing: [Missing]
        /// Sessions in scope that it shows: they can show whether single sessions are witnesses.
        let candidates: [SessionID]
        /// Whether it shows any session that was known to be gone.
        var showsAgain = false
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
    ///   - distrustsListings: Whether listings contradicted the sessions themselves before.
    ///   - policy: How absence is verified.
    ///   - time: The clock.
    ///   - random: Draws samples.
    init(
        _ plane: any AccountReading,
        asksSessions: Bool? = nil,
        distrustsListings: Bool = false,
        policy: Policy,
        time: TimeSource,
        random: RandomSource
    ) {
        self.plane = plane
        self.policy = policy
        self.time = time
        self.random = random
        judgement = Mutex(
            AbsenceJudgement(
                gap: policy.gap,
                asksSessions: asksSessions,
                distrustsListings: distrustsListings
            )
        )
    }

    /// Whether the sessions themselves are witnesses; `nil` before that is known.
    var asksSessions: Bool? { judgement.withLock { $0.asksSessions } }

    /// Whether listings have contradicted the sessions themselves twice, and are no longer trusted.
    var distrustsListings: Bool { judgement.withLock { $0.distrustsListings } }

    /// Finds out whether sessions that are asked for by themselves are witnesses, with a few listed ones. Once that is known, it sends no
    /// request.
    ///
    /// - Parameters:
    ///   - listed: Listed sessions.
    ///   - patience: Returns when the time for asking is over.
    /// - Throws: ``FrameAPI/FrameAPIError``, when the credential is refused or the task is cancelled.
    func probe(
        _ listed: [SessionID],
        patience: @escaping @Sendable () async -> Void
    ) async throws(FrameAPIError) {
        guard asksSessions == nil, !listed.isEmpty else { return }
        let isWitness = try await plane.isWitness(oneOf: listed, using: random, patience: patience)
        judgement.withLock { $0.asksSessions = isWitness }
    }

    /// The same when no suitable session is listed. A missing session that answers that it is live is a witness. When none does, this says
    /// nothing, because they may be gone.
    private func probe(
        _ missing: [Missing],
        patience: @escaping @Sendable () async -> Void
    ) async throws(FrameAPIError) {
        guard asksSessions == nil, !missing.isEmpty else { return }
        let unaccepted = missing.filter(\.mustBeAsked)
        let asked = (unaccepted.isEmpty ? missing : unaccepted).map(\.session)
        if try await plane.isWitness(oneOf: asked, using: random, patience: patience) == true {
            judgement.withLock { $0.asksSessions = true }
        }
    }

    /// The maximum time for a listed session to answer; the listing is useful without it.
    private func probing(_ patience: @escaping @Sendable () async -> Void) -> @Sendable () async -> Void {
        { [time] in await firstResult(of: { try? await time.sleep(Self.longestProbe) }, or: patience) }
    }

    private static let longestProbe: Duration = .seconds(5)

    /// Lists, asks, and judges.
    ///
    /// - Parameters:
    ///   - patience: Returns when the time for asking is over; the sessions that were not asked are judged without an answer.
    ///   - context: The expected sessions of a listing.
    /// - Returns: The results.
    /// - Throws: ``FrameAPI/FrameAPIError``, when the account cannot be listed or the credential is refused.
    func check(
        patience: @escaping @Sendable () async -> Void,
        _ context: (Snapshot) -> Context
    ) async throws(FrameAPIError) -> Findings {
        var snapshot = try await Snapshot.take(from: plane, time: time)
        var looked = context(snapshot)
        try await probe(looked.candidates, patience: probing(patience))
        try await probe(looked.missing, patience: probing(patience))
        var answers = try await ask(looked, besides: [:], patience)
        let contradicting = contradicting(looked, answers)
        if !contradicting.isEmpty {
            judgement.withLock { $0.note(looked.missing, showsAgain: looked.showsAgain) }
            // A cancelled pause is followed by the listing all the same.
            try? await time.sleep(Self.secondThoughts)
            snapshot = try await Snapshot.take(from: plane, time: time)
            looked = context(snapshot)
            let stillMissing = Set(looked.missing.map(\.session))
            let again = contradicting.filter(stillMissing.contains)
            // A live session that does not answer this time stays live.
            answers.merge(try await standings(of: again, patience)) { $0 == .live && !$1.isGone ? $0 : $1 }
            if again.contains(where: { answers[$0] == .live }) { judgement.withLock { $0.distrustsListings = true } }
            answers.merge(try await ask(looked, besides: answers, patience)) { $1 }
            // Other sessions may be hidden now.
            if !self.contradicting(looked, answers).isEmpty { judgement.withLock { $0.distrustsListings = true } }
            answers.merge(try await ask(looked, besides: answers, patience)) { $1 }
        }
        let outcome = judgement.withLock {
            $0.judge(looked.missing, in: looked.evidence, showsAgain: looked.showsAgain, answers: answers)
        }
        return Findings(
            snapshot: snapshot,
            outcome: outcome,
            isWitness: judgement.withLock { $0.isWitness(looked.evidence) },
            asked: answers.values.count { $0 != .notAsked && $0 != .unanswered },
            agreed: answers.values.count { $0.isGone }
        )
    }

    private static let secondThoughts: Duration = .seconds(1)

    /// Asks for all sessions whose absence from the listing is no evidence or is not sufficient, and for a sample of the others.
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
        let answered = try await plane.standings(of: sessions, atOnce: policy.concurrency, patience: patience)
        // A session that should have been asked and was not makes the sample incomplete.
        return answered.merging(sessions.lazy.map { ($0, .notAsked) }) { answer, _ in answer }
    }

    /// The live sessions that a trusted listing does not show.
    private func contradicting(_ looked: Context, _ answers: [SessionID: SessionStanding]) -> [SessionID] {
        judgement.withLock { $0.sort(looked.missing, in: looked.evidence) }.believed
            .map(\.session).filter { answers[$0] == .live }
    }
}
