import FrameAPI
import FrameOperations

/// The row of one pool, or of several: a name, and the number of sessions by status.
struct PoolRow: Sendable, Equatable {
    /// Its name, or its id where the service sent none, in printable form.
    let name: String
    /// The number of columns of the name.
    let nameColumns: Int
    /// How many of its sessions are to be closed.
    var targets = 0
    /// How many are gone after a DELETE of this run.
    var closed = 0
    /// How many are gone without one.
    var alreadyGone = 0
    /// How many had a DELETE that was or may have been carried out, and are not known to be gone.
    var answered = 0
    /// How many had their last DELETE refused or not sent, and are not known to be gone.
    var failed = 0

    /// How many are gone.
    var gone: Int { closed + alreadyGone }
    /// How many are not known to be gone.
    var left: Int { targets - gone }
    /// How many had an answer, or are gone.
    var handled: Int { gone + answered + failed }

    init(name: String) {
        self.name = Excerpt.of(name, limit: 80)
        nameColumns = ColumnWidth.of(self.name)
    }
}

extension PoolRow {
    /// The row of a pool.
    ///
    /// - Parameters:
    ///   - pool: The pool.
    ///   - redact: Hides a credential in its name, before the name is truncated.
    init(_ pool: PoolCounts, redact: (String) -> String) {
        self.init(name: redact(pool.name ?? pool.pool.value))
        (targets, closed, alreadyGone) = (pool.targets, pool.closed, pool.alreadyGone)
        (answered, failed) = (pool.answered, pool.failed)
    }

    /// Several pools in one.
    init(_ name: String, summing pools: some Sequence<PoolRow>) {
        self.init(name: name)
        for pool in pools {
            targets += pool.targets
            closed += pool.closed
            alreadyGone += pool.alreadyGone
            answered += pool.answered
            failed += pool.failed
        }
    }
}
