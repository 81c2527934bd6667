import Synchronization

/// The output of a process, stored up to a limit.
package final class CollectedOutput: Sendable {
    private let limit: Int
    private let collected = Mutex<[UInt8]>([])

    /// Makes a collector with a limit in bytes.
    package init(limit: Int) {
        self.limit = limit
    }

    /// The output so far.
    package var bytes: [UInt8] { collected.withLock { $0 } }

    /// Receives the next part, as ``ChildProcess/Reader``.
    @Sendable package func take(_ part: UnsafeRawBufferPointer) -> Bool {
        collected.withLock { collected in
            collected.append(contentsOf: part)
            return collected.count <= limit
        }
    }
}
