import FrameAPI
package import FrameOperations

extension EmptyResult {
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
        return Self.words(sessions: left.count, pools: Set(left.map(\.poolID)).count)
    }

    /// The number of remaining sessions, for people.
    ///
    /// - Parameters:
    ///   - sessions: How many sessions in scope.
    ///   - pools: The number of their pools.
    /// - Returns: Such as `12 sessions in scope left in 2 pools`.
    package static func words(sessions: Int, pools: Int) -> String {
        guard sessions > 0 else { return "no session in scope is listed" }
        return "\(sessions) \(sessions == 1 ? "session" : "sessions") in scope left in "
            + "\(pools) \(pools == 1 ? "pool" : "pools")"
    }
}
