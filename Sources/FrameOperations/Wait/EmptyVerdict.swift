package import FrameAPI

/// How a wait for an empty account ended.
package enum EmptyVerdict: Sendable, Equatable {
    /// Two listings in a row showed no session in scope, and the earlier ones are gone by two witnesses.
    case empty
    /// Sessions in scope were still there at the deadline.
    case notEmpty
    /// This number of sessions was no longer listed at the deadline, and not known to be gone.
    case unverified(count: Int)
    /// No session in scope was listed at the deadline, in a listing of this number of sessions that may be truncated.
    case mayBeTruncated(count: Int)
    /// No session in scope was listed at the deadline, in a listing from a cache.
    case stale(age: Duration)
    /// This number of sessions that cannot be judged was listed at the deadline.
    case unknown(count: Int)
    /// Only named sessions that the service shows nowhere are missing.
    case notFound
    /// The user interrupted.
    case interrupted
    /// The last check failed, at the deadline or finally.
    case failed(FrameAPIError)
}

/// The result of a wait for an empty account.
package struct EmptyResult: Sendable, Equatable {
    /// How it ended.
    package let verdict: EmptyVerdict
    /// How many checks were made, failed ones counted.
    package let checks: Int
    /// The sessions in scope that the last complete listing showed; `nil` when no listing was complete.
    package let left: [Plan.Target]?
    /// The sessions of that listing that cannot be judged.
    package let unknown: [Plan.Skipped]
    /// The sessions that were in scope or named, are not listed, and are not confirmed to be gone.
    package let unverified: [SessionID]
    /// The named sessions that the service does not know.
    package let notFound: [SessionID]
    /// Listed sessions from which one of them differs only by letter case, composition or invisible characters.
    package let lookalikes: [SessionID: SessionID]
    /// The evidence.
    package let evidence: Evidence
    /// How long it took.
    package let waited: Duration

    /// Makes a result.
    package init(
        verdict: EmptyVerdict,
        checks: Int,
        left: [Plan.Target]?,
        unknown: [Plan.Skipped],
        unverified: [SessionID] = [],
        notFound: [SessionID] = [],
        lookalikes: [SessionID: SessionID] = [:],
        evidence: Evidence = Evidence(),
        waited: Duration
    ) {
        self.verdict = verdict
        self.checks = checks
        self.left = left
        self.unknown = unknown
        self.unverified = unverified
        self.notFound = notFound
        self.lookalikes = lookalikes
        self.evidence = evidence
        self.waited = waited
    }
}
