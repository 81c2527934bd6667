package import FrameAPI

/// Watches an account until no session in scope is left: checks, waits, and checks again. It sends no request that acts.
package struct EmptyWatch: Sendable {
    private let plane: any AccountReading
    private let verifier: AbsenceVerifier
    private let criteria: SelectionCriteria
    private let tolerance: EmptyTolerance
    private let deadline: Duration
    private let backoff: Backoff
    private let time: TimeSource
    private let random: RandomSource
    private let pacer: Pacer?
    private let interruption: StopSwitch
    private let observe: @Sendable (EmptyFact) -> Void

    /// The minimum time of a check, however near the deadline is.
    private static let shortestCheck: Duration = .seconds(5)
    /// How long sessions are asked for by themselves in one check.
    private static let longestQuestions: Duration = .seconds(60)
    /// How far apart the two empty listings of a row are, where former sessions have answered that they are gone.
    private static let shortGap = AbsenceVerifier.Policy.defaultGap
    /// The same where only listings are witnesses.
    private static let longGap: Duration = .seconds(5)

    /// Prepares a watch. Nothing is sent before ``run()``.
    ///
    /// - Parameters:
    ///   - plane: The account.
    ///   - criteria: Which sessions are in scope.
    ///   - tolerance: The tolerance.
    ///   - deadline: How long to wait. With zero, the account is checked until the result is known.
    ///   - backoff: The waits between checks.
    ///   - time: The clock.
    ///   - random: The source of jitter and samples.
    ///   - pacer: Keeps the pace of all requests, and so knows the cause of a delay; `nil` for none.
    ///   - interruption: Triggered when the user interrupts; a check in progress is abandoned.
    ///   - observe: Receives the result of every check, in order; must not block.
    package init(
        _ plane: any AccountReading,
        criteria: SelectionCriteria,
        tolerance: EmptyTolerance = EmptyTolerance(),
        deadline: Duration,
        backoff: Backoff = RunSettings().lookBackoff,
        time: TimeSource,
        random: RandomSource,
        pacer: Pacer? = nil,
        interruption: StopSwitch,
        observe: @escaping @Sendable (EmptyFact) -> Void
    ) {
        self.plane = plane
        self.criteria = criteria
        self.tolerance = tolerance
        self.deadline = deadline
        self.backoff = backoff
        self.time = time
        self.random = random
        self.pacer = pacer
        self.interruption = interruption
        self.observe = observe
        verifier = AbsenceVerifier(
            plane,
            policy: AbsenceVerifier.Policy(gap: Self.longGap, sample: nil),
            time: time,
            random: random
        )
    }

    /// Watches to the end.
    ///
    /// - Returns: The verdict, and the results of the last complete listing.
    /// - Throws: ``OperationsError``, when the criteria do not match the first listing.
    package func run() async throws(OperationsError) -> EmptyResult {
        let began = time.elapsed()
        var tally = EmptyTally(criteria, tolerance: tolerance)
        var evidence = Evidence()
        func result(_ verdict: EmptyVerdict) -> EmptyResult {
            EmptyResult(
                verdict: verdict,
                checks: tally.rounds,
                left: tally.left,
                unknown: tally.unknown,
                unverified: tally.unverified,
                notFound: tally.notFound,
                lookalikes: tally.lookalikes,
                evidence: evidence,
                waited: time.elapsed() - began
            )
        }
        while true {
            let limit = max(began + deadline - time.elapsed(), Self.shortestCheck)
            guard let checked = await check(tally, limit: limit) else { break }
            switch checked {
            case .success(let (findings, named)):
                evidence.add(findings)
                observe(.checked(try tally.take(findings, named: named)))
            case .failure(let error):
                tally.take(error)
                observe(.failed(error))
            }
            let left = began + deadline - time.elapsed()
            if let verdict = tally.verdict(isOver: left <= .zero) { return result(verdict) }
            await interruption.sleep(pause(tally, after: checked, left: left), on: time)
            if isEnded { break }
        }
        return result(.interrupted)
    }

    private var isEnded: Bool { interruption.isThrown || Task.isCancelled }

    private typealias Checked = Result<(AbsenceVerifier.Findings, named: [SessionID: SessionStanding]), FrameAPIError>

    /// Makes one check; `nil` when the user interrupts.
    private func check(_ tally: EmptyTally, limit: Duration) async -> Checked? {
        let checked: Checked? = await firstResult(
            of: { await self.findings(tally, limit: limit) },
            or: {
                await interruption.thrown()
                return nil
            }
        )
        return isEnded ? nil : checked
    }

    private func findings(_ tally: EmptyTally, limit: Duration) async -> Checked {
        do {
            return .success(
                try await withTimeLimit(limit, on: time) {
                    let end = time.elapsed() + min(limit * 0.8, Self.longestQuestions)
                    let findings = try await verifier.check(patience: { try? await time.sleep(end - time.elapsed()) }) {
                        tally.context(of: $0, at: time.elapsed())
                    }
                    let listed = Set(findings.snapshot.sessions.compactMap(\.id))
                    let named = tally.neverListed.filter { !listed.contains($0) }
                    let answers = try await plane.standings(of: named, atOnce: 16) {
                        try? await time.sleep(end - time.elapsed())
                    }
                    return (findings, answers)
                }
            )
        } catch let error as FrameAPIError {
            return .failure(error)
        } catch {
            return .failure(.listingTookTooLong(limit, because: pacer?.delay))
        }
    }

    /// Growing, with up to a quarter of jitter; the required gap between the two checks of a row, and never beyond the deadline.
    private func pause(_ tally: EmptyTally, after checked: Checked, left: Duration) -> Duration {
        if tally.emptyInARow > 0 { return verifier.asksSessions == true ? Self.shortGap : Self.longGap }
        let growing = backoff.delay(afterFailures: tally.rounds, atLeast: 0.75, using: random)
        guard case .failure(let error) = checked, let asked = error.retryAfter else { return min(growing, left) }
        return min(max(growing, asked), left)
    }
}
