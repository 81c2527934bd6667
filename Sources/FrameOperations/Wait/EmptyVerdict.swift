package import FrameAPI

/// How a wait for an empty account ended.
package enum EmptyVerdict: Sendable, Equatable {
    /// Two listings in a row showed no session in scope, and those that were there before are gone by two witnesses.
    case empty
    /// Sessions in scope were still there at the deadline.
    case notEmpty
    /// So many sessions were no longer listed at the deadline, and not known to be gone.
    case unverified(count: Int)
    /// No session in scope was listed at the deadline, in a listing of so many sessions that may be truncated.
    case mayBeTruncated(count: Int)
    /// No session in scope was listed at the deadline, in a listing from a cache.
    case stale(age: Duration)
    /// So many sessions that cannot be judged were listed at the deadline.
    case unknown(count: Int)
    /// Nothing in scope is left but sessions that were named and that the service shows nowhere.
    case notFound
    /// The user interrupted.
    case interrupted
    /// The last check failed, at the deadline or in a way that no waiting helps.
    case failed(FrameAPIError)
}

/// What a wait for an empty account came to.
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
    /// Listed sessions from which one of them differs by letter case, composition or invisible characters alone.
    package let lookalikes: [SessionID: SessionID]
    /// On what it rests.
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

    /// The wait in one line, for people.
    package var words: String {
        let ignored = verdict == .empty ? ", and ignored" : ""
        var words = sentence
        if !unknown.isEmpty { words += " Listed without a usable id, pool or kind\(ignored): \(unknown.count)." }
        if !notFound.isEmpty {
            let shown = notFound.prefix(5).map { session in
                Excerpt.of(session.value, limit: 120)
                    + (lookalikes[session].map { " (did you mean \(Excerpt.of($0.value, limit: 120))?)" } ?? "")
            }.joined(separator: ", ")
            words += " Not found\(ignored): \(shown)" + (notFound.count > 5 ? " and \(notFound.count - 5) more." : ".")
        }
        return words
    }

    private var sentence: String {
        switch verdict {
        case .empty:
            "Empty: two listings in a row showed no session in scope."
        case .notEmpty:
            "Not empty after \(waited.inWords): \(leftWords)."
        case .unverified(let count):
            "Not known to be empty: \(count) \(count == 1 ? "session is" : "sessions are") not listed, and not "
                + "confirmed to be gone."
        case .mayBeTruncated(let count):
            "Not known to be empty: no session in scope is listed, but the listing, of \(count) sessions, may be "
                + "truncated."
        case .stale(let age):
            "Not known to be empty: no session in scope is listed, but the listing comes from a cache and is "
                + (age < SessionListing.unknownAge ? "\(age.inWords) old." : "of an age that cannot be read.")
        case .unknown:
            "Not known to be empty: no session in scope is listed, but there are sessions that cannot be judged."
        case .notFound:
            "No session in scope is listed, but sessions that were named are not found."
        case .interrupted:
            left == nil ? "Interrupted before the first listing." : "Interrupted. At the last listing: \(leftWords)."
        case .failed(let error):
            "Not known to be empty: the last listing failed (\(Excerpt.of(error.detail, limit: 300)))."
        }
    }

    private var leftWords: String {
        guard let left, !left.isEmpty || verdict != .notEmpty else { return "named sessions are live and not listed" }
        return EmptyResult.words(sessions: left.count, pools: Set(left.map(\.poolID)).count)
    }

    /// How many sessions are left, as people say it.
    ///
    /// - Parameters:
    ///   - sessions: How many sessions in scope.
    ///   - pools: In how many pools.
    /// - Returns: Such as `12 sessions in scope left in 2 pools`.
    package static func words(sessions: Int, pools: Int) -> String {
        guard sessions > 0 else { return "no session in scope is listed" }
        return "\(sessions) \(sessions == 1 ? "session" : "sessions") in scope left in "
            + "\(pools) \(pools == 1 ? "pool" : "pools")"
    }
}
