import Synchronization

/// Counts, and hands each number on before the next is drawn.
final class Numbers: Sendable {
    private let last = Mutex(0)

    func next(_ body: (Int) -> Void) -> Int {
        last.withLock { last in
            last += 1
            body(last)
            return last
        }
    }
}
