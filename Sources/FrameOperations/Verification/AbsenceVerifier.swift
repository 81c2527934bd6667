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
        /// Sessions in scope that it shows: they can tell whether single sessions are witnesses.
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

    /// Whether listings have contradicted the sessions themselves twice, and are not believed any more.
    var distrustsListings: Bool { judgement.withLock { $0.distrustsListings } }

    /// Finds out whether sessions that are asked for by themselves are witnesses, with a few that are listed. Once that is known, nothing
    /// is asked any more.
    ///
    /// - Parameters:
    ///   - listed: Sessions that a listing shows.
    ///   - patience: Returns when they are to be asked no longer.
    /// - Throws: ``FrameAPI/FrameAPIError``, when the credential is refused or the task is cancelled.
    func probe(
        _ listed: [SessionID],
        patience: @escaping @Sendable () async -> Void
    ) async throws(FrameAPIError) {
        guard asksSessions == nil, !listed.isEmpty else { return }
        let isWitness = try await plane.isWitness(oneOf: listed, using: random, patience: patience)
        judgement.withLock { $0.asksSessions = isWitness }
    }

    /// The same where no session is listed that could tell. One that is missing and answers that it is live is a witness; that none
    /// does says nothing, because they may be gone.
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

    /// No longer than that is waited for a session that is listed to say so; the listing is worth something without it.
    private func probing(_ patience: @escaping @Sendable () async -> Void) -> @Sendable () async -> Void {
        { [time] in await firstResult(of: { try? await time.sleep(Self.longestProbe) }, or: patience) }
    }

    private static let longestProbe: Duration = .seconds(5)

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
        try await probe(looked.candidates, patience: probing(patience))
        try await probe(looked.missing, patience: probing(patience))
        var answers = try await ask(looked, besides: [:], patience)
        let contradicting = contradicting(looked, answers)
        if !contradicting.isEmpty {
            judgement.withLock { $0.note(looked.missing, showsAgain: looked.showsAgain) }
            // A cancelled pause ends the listing after it.
            try? await time.sleep(Self.secondThoughts)
            snapshot = try await Snapshot.take(from: plane, time: time)
            looked = context(snapshot)
            let stillMissing = Set(looked.missing.map(\.session))
            let again = contradicting.filter(stillMissing.contains)
            // A session that was live is not taken for anything else because it does not answer.
            answers.merge(try await standings(of: again, patience)) { $0 == .live && !$1.isGone ? $0 : $1 }
            if again.contains(where: { answers[$0] == .live }) { judgement.withLock { $0.distrustsListings = true } }
            answers.merge(try await ask(looked, besides: answers, patience)) { $1 }
            // Others may be hidden by now.
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
        let answered = try await plane.standings(of: sessions, atOnce: policy.concurrency, patience: patience)
        // Who was to be asked and was not is no part of a sample that agrees.
        return answered.merging(sessions.lazy.map { ($0, .notAsked) }) { answer, _ in answer }
    }

    /// The sessions that are live though a listing that is believed does not show them.
    private func contradicting(_ looked: Context, _ answers: [SessionID: SessionStanding]) -> [SessionID] {
        judgement.withLock { $0.sort(looked.missing, in: looked.evidence) }.believed
            .map(\.session).filter { answers[$0] == .live }
    }
}
