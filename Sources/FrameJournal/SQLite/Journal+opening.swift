package import FrameOperations

extension Journal {
    /// ``init(at:)`` without keeping a thread of the pool: another process may be waited for.
    package static func open(at path: String) async throws(JournalError) -> Journal {
        try await Aside.run { () throws(JournalError) in try Journal(at: path) }
    }

    /// ``init(existingAt:isNamed:isForReading:)`` without keeping a thread of the pool.
    package static func open(
        existingAt path: String,
        isNamed: Bool,
        isForReading: Bool
    ) async throws(JournalError) -> Journal? {
        try await Aside.run { () throws(JournalError) in
            try Journal(existingAt: path, isNamed: isNamed, isForReading: isForReading)
        }
    }
}
