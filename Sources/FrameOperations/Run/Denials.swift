import Synchronization

/// How many sessions in a row had a DELETE answered 403, and when the account was listed because of that.
final class Denials: Sendable {
    private struct State {
        var inARow = 0
        var isListing = false
        var nextListing: Duration = .zero
    }

    /// How many in a row are no matter of single sessions.
    static let enough = 3

    private static let pause: Duration = .seconds(15)
    private let state = Mutex(State())

    /// Counts one more.
    ///
    /// - Returns: How many there are in a row by now.
    func add() -> Int {
        state.withLock { state in
            state.inARow += 1
            return state.inARow
        }
    }

    /// Begins to count anew.
    func reset() { state.withLock { $0.inARow = 0 } }

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
