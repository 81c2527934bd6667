package import FrameAPI

/// How a wait for an empty account ended.
package enum EmptyVerdict: Sendable, Equatable {
    /// Two looks in a row showed no session in scope.
    case empty
    /// Sessions in scope were still listed at the deadline.
    case notEmpty
    /// No session in scope was listed at the deadline, in a listing of exactly so many sessions that may be cut.
    case mayBeCut(count: Int)
    /// The user interrupted.
    case interrupted
    /// The last look failed, at the deadline or in a way that no waiting mends.
    case failed(FrameAPIError)
}

/// What a wait for an empty account came to.
package struct EmptyResult: Sendable, Equatable {
    /// How it ended.
    package let verdict: EmptyVerdict
    /// How many looks were taken, failed ones counted.
    package let looks: Int
    /// The sessions in scope that the last complete listing showed; `nil` when no listing was complete.
    package let left: [Plan.Target]?
    /// How many sessions of that listing cannot be judged. They are not waited for.
    package let unknown: Int
    /// How long it took.
    package let waited: Duration

    /// Makes a result.
    package init(verdict: EmptyVerdict, looks: Int, left: [Plan.Target]?, unknown: Int, waited: Duration) {
        self.verdict = verdict
        self.looks = looks
        self.left = left
        self.unknown = unknown
        self.waited = waited
    }

    /// The wait in one line, for people.
    package var words: String {
        let unjudged = "Listed without a usable id, pool or kind, and not waited for: \(unknown)."
        return unknown > 0 ? "\(sentence) \(unjudged)" : sentence
    }

    private var sentence: String {
        switch verdict {
        case .empty:
            "Empty: two looks in a row showed no session in scope."
        case .notEmpty:
            "Not empty after \(waited.inWords): \(leftWords)."
        case .mayBeCut(let count):
            "Not known to be empty: no session in scope is listed, but the listing holds exactly \(count) sessions and "
                + "was never longer. If the service cuts its lists, there may be more."
        case .interrupted:
            left == nil ? "Interrupted before anything was seen." : "Interrupted. At the last look: \(leftWords)."
        case .failed(let error):
            "Not known to be empty: the last look failed (\(Excerpt.of(error.detail, limit: 300)))."
        }
    }

    private var leftWords: String {
        let left = left ?? []
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
