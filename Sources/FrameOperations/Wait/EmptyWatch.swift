package import FrameAPI

/// Watches an account until no session in scope is left: looks, waits, and looks again. Sends nothing that acts.
package struct EmptyWatch: Sendable {
    private let plane: any AccountReading
    private let criteria: SelectionCriteria
    private let deadline: Duration
    private let backoff: Backoff
    private let time: TimeSource
    private let random: RandomSource
    private let interruption: StopSwitch
    private let observe: @Sendable (EmptyFact) -> Void

    /// The longest wait between the two empty looks of a row.
    private static let secondLook: Duration = .seconds(2)
    /// How long a look may take at the least, however near the deadline is.
    private static let shortestLook: Duration = .seconds(5)

    /// Prepares a watch. Nothing is sent before ``run()``.
    ///
    /// - Parameters:
    ///   - plane: The account.
    ///   - criteria: Which sessions are in scope.
    ///   - deadline: How long to wait. With nothing at all, the account is looked at until that is enough to tell.
    ///   - backoff: The waits between looks.
    ///   - time: The clock.
    ///   - random: Where jitter comes from.
    ///   - interruption: Thrown when the user wants it to end; a look that is under way is given up.
    ///   - observe: Told what every look shows, in order; must not wait.
    package init(
        _ plane: any AccountReading,
        criteria: SelectionCriteria,
        deadline: Duration,
        backoff: Backoff = RunSettings().lookBackoff,
        time: TimeSource,
        random: RandomSource,
        interruption: StopSwitch,
        observe: @escaping @Sendable (EmptyFact) -> Void
    ) {
        self.plane = plane
        self.criteria = criteria
        self.deadline = deadline
        self.backoff = backoff
        self.time = time
        self.random = random
        self.interruption = interruption
        self.observe = observe
    }

    /// Watches to the end.
    ///
    /// - Returns: How it ended, and what the last complete listing showed.
    /// - Throws: ``OperationsError``, when the criteria do not fit the first listing.
    package func run() async throws(OperationsError) -> EmptyResult {
        let began = time.elapsed()
        var tally = EmptyTally(criteria)
        while true {
            let limit = max(began + deadline - time.elapsed(), Self.shortestLook)
            guard let look = await look(limit: limit) else { break }
            switch look {
            case .success(let snapshot):
                observe(.looked(try tally.take(snapshot)))
            case .failure(let error):
                tally.take(error)
                observe(.lookFailed(error))
            }
            let left = began + deadline - time.elapsed()
            if let verdict = tally.verdict(isOver: left <= .zero) { return result(verdict, tally, since: began) }
            await interruption.sleep(pause(tally, after: look, left: left), on: time)
            if isEnded { break }
        }
        return result(.interrupted, tally, since: began)
    }

    private func result(_ verdict: EmptyVerdict, _ tally: EmptyTally, since began: Duration) -> EmptyResult {
        EmptyResult(
            verdict: verdict,
            looks: tally.rounds,
            left: tally.left,
            unknown: tally.unknown,
            waited: time.elapsed() - began
        )
    }

    private var isEnded: Bool { interruption.isThrown || Task.isCancelled }

    private typealias Seen = Result<Snapshot, FrameAPIError>

    /// Takes one look; `nil` when the user interrupts.
    private func look(limit: Duration) async -> Seen? {
        let seen: Seen? = await withTaskGroup(of: Seen?.self) { group in
            group.addTask { await self.snapshot(limit: limit) }
            group.addTask {
                await interruption.thrown()
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        return isEnded ? nil : seen
    }

    private func snapshot(limit: Duration) async -> Seen {
        do {
            return .success(
                try await withTimeLimit(limit, on: time) { try await Snapshot.take(from: plane, time: time) }
            )
        } catch let error as FrameAPIError {
            return .failure(error)
        } catch {
            return .failure(.listingTookTooLong(limit))
        }
    }

    /// Growing, with up to a quarter of jitter; short between the two looks of a row, and never beyond the deadline.
    private func pause(_ tally: EmptyTally, after look: Seen, left: Duration) -> Duration {
        let growing =
            backoff.ceiling(afterFailures: tally.rounds) * 0.75
            + backoff.delay(afterFailures: tally.rounds, using: random) * 0.25
        if tally.emptyInARow > 0 { return min(growing, Self.secondLook) }
        guard case .failure(let error) = look, let asked = error.retryAfter else { return min(growing, left) }
        return min(max(growing, asked), left)
    }
}
