import Synchronization

/// What a process writes to a stream, kept up to a limit.
package final class CollectedOutput: Sendable {
    private let limit: Int
    private let collected = Mutex<[UInt8]>([])

    /// Makes one for no more than so many bytes.
    package init(limit: Int) {
        self.limit = limit
    }

    /// What was written so far.
    package var bytes: [UInt8] { collected.withLock { $0 } }

    /// Takes the next part, as ``ChildProcess/Reader``.
    @Sendable package func take(_ part: UnsafeRawBufferPointer) -> Bool {
        collected.withLock { collected in
            collected.append(contentsOf: part)
            return collected.count <= limit
        }
    }
}
