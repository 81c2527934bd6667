import Synchronization

/// How many sessions in a row had a DELETE answered 403.
final class Denials: Sendable {
    /// How many in a row are no matter of single sessions.
    static let enough = 3

    private let inARow = Mutex(0)

    /// Counts one more.
    ///
    /// - Returns: How many there are in a row by now.
    func add() -> Int {
        inARow.withLock { count in
            count += 1
            return count
        }
    }

    /// Begins to count anew.
    func reset() { inARow.withLock { $0 = 0 } }
}
