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

    /// The lines of what was taken; when it is too much, without the last one, which is no whole line: it may end with half a secret.
    package var wholeLines: [UInt8] {
        let bytes = bytes
        guard bytes.count > limit else { return bytes }
        return bytes.lastIndex(of: UInt8(ascii: "\n")).map { Array(bytes[...$0]) } ?? []
    }

    /// Takes the next part, as ``ChildProcess/Reader``; what is more than wanted is left out.
    @Sendable package func takeBeginning(_ part: UnsafeRawBufferPointer) -> Bool {
        collected.withLock { $0.append(contentsOf: part.prefix(limit + 1 - $0.count)) }
        return true
    }

    /// Takes the next part, as ``ChildProcess/Reader``.
    @Sendable package func take(_ part: UnsafeRawBufferPointer) -> Bool {
        collected.withLock { collected in
            collected.append(contentsOf: part)
            return collected.count <= limit
        }
    }
}
