import Synchronization

/// Which sessions had a DELETE answered 403, and when the account was listed because of that.
final class Denials: Sendable {
    private struct State {
        /// How many sessions DELETEs were sent for.
        var sent = 0
        /// The indexes of the denied sessions, in the order of sending: the answers may arrive in any order.
        var denied: Set<Int> = []
        var isListing = false
        var nextListing: Duration = .zero
    }

    /// How many in a row concern the credential, not single sessions.
    static let enough = 3

    private static let pause: Duration = .seconds(15)
    private let state = Mutex(State())

    /// Returns the index of the next session.
    func take() -> Int {
        state.withLock { state in
            state.sent += 1
            return state.sent
        }
    }

    /// Counts one more.
    ///
    /// - Parameter place: The index of the session.
    /// - Returns: How many in a row, including this one, are denied.
    func add(_ place: Int) -> Int {
        state.withLock { state in
            state.denied.insert(place)
            var (first, last) = (place, place)
            while state.denied.contains(first - 1) { first -= 1 }
            while state.denied.contains(last + 1) { last += 1 }
            return last - first + 1
        }
    }

    /// Whether to list the account: one listing is sufficient for all answers that arrive meanwhile, and for some time afterwards.
    ///
    /// - Parameter now: The present.
    /// - Returns: Whether to list; then ``listed()`` must follow.
    func mayList(at now: Duration) -> Bool {
        state.withLock { state in
            guard !state.isListing, now >= state.nextListing else { return false }
            state.isListing = true
            state.nextListing = now + Self.pause
            return true
        }
    }

    /// The listing is done.
    func listed() { state.withLock { $0.isListing = false } }
}
