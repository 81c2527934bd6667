import Dispatch
package import FrameOperations

/// The file of runs: an append-only event log, in which a run is written before it acts.
package struct Journal: Sendable {
    /// Used for reading and for claims; each run that is written has a connection of its own.
    let connection: Connection
    /// The files at the time when the journal was opened; `nil` when it is only read.
    let files: JournalFiles?

    /// The absolute path of the file.
    package var path: String { connection.path }

    /// Opens the journal, and creates missing parts: its folder and its file, for their owner alone.
    ///
    /// - Parameter path: The file. Its folder also holds SQLite's files `-wal` and `-shm`, the locks, and the reserves.
    /// - Throws: `journal-unavailable`, `journal-full`, `journal-corrupt` or `journal-newer`.
    package init(at path: String) throws(JournalError) {
        let path = try JournalPath.absolute(path)
        try JournalFile.createIfMissing(path)
        try self.init(writing: JournalFile.resolved(path), opened: path)
    }

    /// Opens an existing journal. It is `nil` when none was ever created; none is created.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - isNamed: Whether the user named it: then it has to exist.
    ///   - isForReading: Whether it is only read. Otherwise runs in it can be resumed.
    /// - Throws: `journal-missing`, `journal-unavailable`, `journal-corrupt` or `journal-newer`.
    package init?(existingAt path: String, isNamed: Bool, isForReading: Bool = true) throws(JournalError) {
        let path = try JournalPath.absolute(path)
        switch try JournalFileState(path) {
        case .missing where isNamed: throw .missing(path)
        case .empty where isNamed: throw .emptied(path, hadRuns: false)
        case .missing, .empty: return nil
        case .file: break
        }
        let real = try JournalFile.resolved(path)
        guard isForReading else {
            try self.init(writing: real, opened: path)
            return
        }
        let hasRuns = JournalFileState.hasLocks(real)
        let connection = try Connection(path: real, JournalFile.accessForReading(real))
        let kind = try connection.kind()
        try Connection.admit(kind, real)
        guard kind == .journal else {
            if isNamed || hasRuns { throw .emptied(real, hadRuns: hasRuns) }
            return nil
        }
        self.init(reading: connection)
    }

    private init(reading connection: Connection) {
        (self.connection, files) = (connection, nil)
    }

    private init(writing path: String, opened name: String) throws(JournalError) {
        try JournalFile.admitWriting(path)
        let hasRuns = JournalFileState.hasLocks(path)
        connection = try Connection(path: path)
        if hasRuns, try connection.kind() == .empty { throw .emptied(path, hadRuns: true) }
        try connection.setUp()
        files = try connection.checking { try JournalFiles(of: path, opened: name) }
    }
}

extension Journal {
    /// ``init(at:)`` without blocking a thread of the pool, because it may wait for another process.
    package static func open(at path: String) async throws(JournalError) -> Journal {
        try await Aside.run { () throws(JournalError) in try Journal(at: path) }
    }

    /// ``init(existingAt:isNamed:isForReading:)`` without blocking a thread of the pool.
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

/// Runs work that waits for a disk, or for another process, on a thread outside the pool, which all other work needs.
enum Aside {
    private static let queue = DispatchQueue(label: "journal", attributes: .concurrent)

    static func run<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            queue.async {
                let result: Result<Value, Failure>
                do throws(Failure) { result = .success(try body()) } catch { result = .failure(error) }
                continuation.resume(returning: result)
            }
        }
        return try result.get()
    }
}
