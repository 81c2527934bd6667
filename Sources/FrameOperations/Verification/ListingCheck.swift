import FrameAPI

/// One check of the account during a run: lists, verifies which sessions are gone, and logs the results for targets and newcomers.
struct ListingCheck: Sendable {
    let verifier: AbsenceVerifier
    let log: RunLog
    let selection: Selection
    /// The sessions that the plan closes, as listed then.
    let planned: Set<SessionID>
    /// The sessions that the plan skipped, as listed then.
    let bystanders: Set<SessionID>
    /// How long a check may continue after an interruption.
    let grace: Duration
    let environment: RunEnvironment

    private var time: TimeSource { environment.time }
    private var interruption: StopSwitch { environment.interruption }

    /// The results of a check, as far as they matter for sending DELETEs.
    struct Result: Sendable {
        /// The targets that are still there, each in a pool of this listing and of a selected kind.
        var closable: Set<SessionID> = []
        /// Sessions in scope that were not listed at the confirmation, and are no targets yet.
        var joined: [Plan.Target] = []
        /// Whether some of the missing lack only a second listing to be known to be gone.
        var awaitsSecondListing = false
        /// Whether the listing could be a witness.
        var isWitness = false
        /// Whether there are sessions of which it cannot be decided whether they are gone.
        var hasOpen = false
    }

    /// Checks and logs it, whether it succeeds or not.
    ///
    /// - Parameter limit: The maximum time, including all retries of its reads.
    /// - Returns: What may be closed now, or the error.
    func run(limit: Duration) async -> Swift.Result<Result, FrameAPIError> {
        let round = log.read { $0.looks } + 1
        do throws(FrameAPIError) {
            let findings = try await bounded(by: limit)
            return .success(record(findings, round: round))
        } catch {
            log.note(
                .listingFailed(ListingFailed(round: round, code: error.code.rawValue, detail: error.detail))
            )
            return .failure(error)
        }
    }

    /// Finds out, before anything is closed, whether the sessions themselves are witnesses; within the limit.
    ///
    /// - Returns: The error, if the credential is refused.
    func probe(_ listed: [SessionID], limit: Duration) async -> FrameAPIError? {
        guard verifier.asksSessions == nil, !listed.isEmpty else { return nil }
        do {
            // Sessions that do not answer in time are asked again after the first listing.
            try await verifier.probe(listed) { try? await time.sleep(limit) }
        } catch  where [.unauthorized, .proxyUnauthorized].contains(error.code) {
            return error
        } catch {
            return nil
        }
        noteWitness()
        return nil
    }

    /// Ends when the limit passes, or some time after the user has interrupted.
    private func bounded(by limit: Duration) async throws(FrameAPIError) -> AbsenceVerifier.Findings {
        let patience = patience(limit: limit)
        do {
            return try await withTimeLimit(limit, on: time) {
                try await firstResult(
                    of: { try await verifier.check(patience: patience, context(of:)) },
                    or: {
                        await interruption.thrown()
                        try await time.sleep(grace)
                        throw TimeLimitPassed(limit: grace)
                    }
                )
            }
        } catch let error as FrameAPIError {
            throw error
        } catch {
            throw .listingTookTooLong((error as? TimeLimitPassed)?.limit ?? limit, because: environment.pacer.delay)
        }
    }

    /// Waits until the time for asking sessions is over in a check that begins now, so that the results of the listing are not lost with
    /// the rest of the check.
    private func patience(limit: Duration) -> @Sendable () async -> Void {
        let began = time.elapsed()
        let wasInterrupted = interruption.isThrown
        return {
            await firstResult(
                of: { try? await time.sleep(began + limit * 0.8 - time.elapsed()) },
                or: {
                    await interruption.thrown()
                    let from = wasInterrupted ? began : time.elapsed()
                    try? await time.sleep(from + grace * 0.6 - time.elapsed())
                }
            )
        }
    }

    /// The targets, the newcomers and the named sessions that were not listed before, as far as a listing does not show them: the targets
    /// in their own order, then the others.
    private func context(of snapshot: Snapshot) -> AbsenceVerifier.Context {
        let listed = Set(snapshot.sessions.compactMap(\.id))
        return log.read { state in
            let listedAt = state.planned?.serviceDate
            var missing: [Missing] = []
            var candidates: [SessionID] = []
            var showsAgain = false
            for target in state.targets {
                guard let session = state.sessions[target.id] else { continue }
                let reference = session.serviceDate ?? listedAt
                if session.isSeenGone {
                    showsAgain = showsAgain || listed.contains(target.id) && snapshot.isAsRecent(as: reference)
                    continue
                }
                // A listing from before the answer to the last DELETE says nothing about the sessions that it shows, either.
                guard !listed.contains(target.id) || !snapshot.isAsRecent(as: reference) else {
                    if !session.wasAccepted { candidates.append(target.id) }
                    continue
                }
                missing.append(
                    Missing(session: target.id, reference: reference, mustBeAsked: !session.wasAccepted)
                )
            }
            let others = Set(state.newcomers.keys).union(state.verifiableAbsences)
            for session in others.sorted() where state.sessions[session] == nil && !listed.contains(session) {
                missing.append(
                    Missing(session: session, reference: state.newcomerDate(of: session) ?? listedAt, mustBeAsked: true)
                )
            }
            return AbsenceVerifier.Context(
                missing: missing,
                candidates: candidates,
                showsAgain: showsAgain,
                evidence: ListingEvidence(
                    snapshot,
                    isSuspicious: state.isSuspicious(snapshot.sessions.count),
                    isFamiliar: planned.contains,
                    bystanders: bystanders,
                    notBefore: listedAt,
                    takenAt: time.elapsed()
                )
            )
        }
    }
}
