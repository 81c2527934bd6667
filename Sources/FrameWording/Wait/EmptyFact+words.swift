import FrameAPI
package import FrameOperations

extension EmptyFact {
    /// The result of a check, as a sentence without its end.
    package var words: String {
        switch self {
        case .failed(let error):
            return "A listing failed: \(Excerpt.of(error.detail, limit: 200))"
        case .checked(let check) where check.inScope == 0 && check.mayBeTruncated:
            return "No session in scope is listed, but the listing, of \(check.sessions) sessions, may be truncated"
        case .checked(let check):
            let words = EmptyResult.words(sessions: check.inScope, pools: check.pools)
            return words.prefix(1).uppercased() + words.dropFirst()
                + (check.unverified > 0 ? "; no longer listed, and not confirmed to be gone: \(check.unverified)" : "")
                + (check.unknown > 0 ? "; listed without a usable id, pool or kind: \(check.unknown)" : "")
        }
    }
}
