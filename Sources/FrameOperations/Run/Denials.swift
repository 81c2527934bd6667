import Synchronization

/// Which sessions had a DELETE answered 403, and when the account was listed because of that.
final class Denials: Sendable {
    private struct State {
        /// How many sessions DELETEs were sent for.
        var sent = 0
        /// The places of those that were denied, in the order in which they were sent: the answers may come in any order.
        var denied: Set<Int> = []
        var isListing = false
        var nextListing: Duration = .zero
    }

    /// How many in a row are no matter of single sessions.
    static let enough = 3

    private static let pause: Duration = .seconds(15)
    private let state = Mutex(State())

    /// Gives the next session its place in the row.
    func take() -> Int {
        state.withLock { state in
            state.sent += 1
            return state.sent
        }
    }

    /// Counts one more.
    ///
    /// - Parameter place: The place of the session in the row.
    /// - Returns: How many in a row, with this one, are denied by now.
    func add(_ place: Int) -> Int {
        state.withLock { state in
            state.denied.insert(place)
            var (first, last) = (place, place)
            while state.denied.contains(first - 1) { first -= 1 }
            while state.denied.contains(last + 1) { last += 1 }
            return last - first + 1
        }
    }

    /// Whether the account is to be listed: one listing is enough for all that are answered meanwhile, and for a while after.
    ///
    /// - Parameter now: The present.
    /// - Returns: Whether; then ``listed()`` has to follow.
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
