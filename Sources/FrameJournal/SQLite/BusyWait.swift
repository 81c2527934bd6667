import Glibc
import Synchronization

/// Waits until another process releases a lock, unless the file system cannot lock at all.
final class BusyWait: Sendable {
    private let impossible = Atomic(false)

    /// Whether the file system has reported that it cannot lock.
    var isImpossible: Bool { impossible.load(ordering: .relaxed) }

    /// Waits a moment; returns whether to try again. SQLite's own waits grow to 100 ms, in which another run can commit a hundred times, so
    /// frequent attempts are fairer.
    func goesOn(after tries: Int) -> Bool {
        // SQLite treats it as a lock of another process. The failed call was the last that it made.
        if errno == ENOLCK {
            impossible.store(true, ordering: .relaxed)
            return false
        }
        usleep(tries < 20 ? 200 : 1_000)
        return tries < 8_000
    }
}
