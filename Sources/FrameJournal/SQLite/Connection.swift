import FrameAPI
import FrameOperations
import GRDB
import GRDBSQLite

/// One connection to the file. Commits are durable when they return.
struct Connection: Sendable {
    /// How a file is opened.
    enum Access: Sendable {
        case shared
        /// Without locks and without a file beside it, where none can be made.
        case frozen(FrozenFile)
    }

    /// The absolute path of the file.
    let path: String
    private let queue: DatabaseQueue
    private let wait: BusyWait
    private let frozen: FrozenFile?

    /// Opens an existing file; none is created.
    init(path: String, _ access: Access = .shared) throws(JournalError) {
        let wait = BusyWait()
        var configuration = Configuration()
        configuration.busyMode = .callback { wait.goesOn(after: $0) }
        configuration.prepareDatabase { db in
            // With recursive triggers, replacing a row deletes it, which a trigger refuses. A waiter for durable events waits for a
            // checkpoint as well, so checkpoints are few: each after 32 MB, and one at the end.
            try db.execute(
                sql: """
                    PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; PRAGMA recursive_triggers = ON;
                    PRAGMA wal_autocheckpoint = 8192
                    """
            )
        }
        var query = "mode=rw"
        frozen = if case .frozen(let file) = access { file } else { nil }
        if frozen != nil {
            configuration.readonly = true
            query = "mode=ro&immutable=1"
        }
        self.path = path
        self.wait = wait
        do {
            queue = try DatabaseQueue(path: "\(Self.uri(path))?\(query)", configuration: configuration)
        } catch {
            throw Self.explained(error, path, wait)
        }
    }

    /// The kind of the file.
    func kind() throws(JournalError) -> Schema.Kind {
        try catching { try queue.read(Schema.kind) }
    }

    /// Creates a journal in an empty file, and lets several processes share it. A file that is no journal is not written.
    func setUp() throws(JournalError) {
        let kind = try kind()
        try Self.admit(kind, path)
        try catching {
            try queue.writeWithoutTransaction(share)
            guard kind == .empty else { return }
            // Another process may have created it meanwhile.
            try queue.write { if try Schema.kind(of: $0) == .empty { try Schema.create(in: $0) } }
        }
    }

    /// Refuses a file that is no journal, or one of a newer version.
    static func admit(_ kind: Schema.Kind, _ path: String) throws(JournalError) {
        switch kind {
        case .foreign: throw .foreign(path)
        case .newer: throw .newer(path)
        case .empty, .journal: break
        }
    }

    /// Lets readers and writers of other processes work at the same time. While another process does the same for a new file, SQLite
    /// reports it at once, without calling the busy handler.
    private func share(_ db: Database) throws {
        var tries = 0
        while true {
            do {
                let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
                guard mode == "wal" else { throw JournalError.unavailable(path, "its file system cannot share it") }
                return
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                guard wait.goesOn(after: tries) else { throw error }
                tries += 1
            }
        }
    }

    /// Stores the files at the path, which must be the open ones.
    func checking(_ files: () throws -> JournalFiles) throws(JournalError) -> JournalFiles {
        try catching {
            let files = try files()
            var hasMoved: CInt = 0
            _ = try queue.read { sqlite3_file_control($0.sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved) }
            guard hasMoved == 0 else { throw FileFault(.journal, .replaced(movedTo: nil)) }
            return files
        }
    }

    /// Reads one state of the file, independently of other writers. Errors of the body become errors of the journal.
    func read<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
        try catching {
            try frozen?.check()
            let value = Result { try queue.read(body) }
            // Data that was read from a file while it was written may be wrong.
            try frozen?.check()
            return try value.get()
        }
    }

    /// The same, without blocking a thread of the pool, because it may wait for another process.
    func readAside<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(JournalError) -> Value {
        try await Aside.run { () throws(JournalError) in try read(body) }
    }

    /// Reads while all other writers are excluded, without blocking a thread of the pool.
    func readAlone<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(JournalError) -> Value {
        try await Aside.run { () throws(JournalError) in
            try catching {
                var value: Value?
                try queue.inTransaction(.immediate) { db in
                    value = try body(db)
                    return .rollback
                }
                guard let value else { throw JournalError.unavailable(path, "nothing was read") }
                return value
            }
        }
    }

    /// Writes in one transaction, which is not affected by the cancellation of a task.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async -> Result<Value, any Error> {
        await withCheckedContinuation { continuation in
            write(body) { continuation.resume(returning: $0) }
        }
    }

    /// Writes in one transaction after those that were begun before, and reports the outcome.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value,
        then tell: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        queue.asyncWrite(body) { _, result in tell(result) }
    }

    /// Moves the write-ahead log into the file, as far as no process has to wait for it, and closes the file.
    ///
    /// - Returns: Whether all of it was moved.
    @discardableResult
    func close() async -> Bool {
        let isMoved = await withCheckedContinuation { continuation in
            queue.asyncWriteWithoutTransaction { db in
                let result = try? db.checkpoint(.passive)
                continuation.resume(returning: result.map { $0.walFrameCount == $0.checkpointedFrameCount } ?? false)
            }
        }
        try? queue.close()
        return isMoved
    }

    /// Keeps the file open until the process ends: the last closed connection would move the log into it.
    func abandon() {
        _ = Unmanaged.passRetained(queue)
    }

    /// An error of this connection as an error of the journal.
    func explained(_ error: any Error) -> JournalError {
        Self.explained(error, path, wait)
    }

    private static func explained(_ error: any Error, _ path: String, _ wait: BusyWait) -> JournalError {
        wait.isImpossible && error is DatabaseError ? .cannotLock(path) : JournalError(error, path: path)
    }

    /// A path as SQLite accepts it together with options, with any characters.
    private static func uri(_ path: String) -> String {
        let plain = Set("/-._~abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
        return path.utf8.reduce(into: "file://") { text, byte in
            text += plain.contains(byte) ? String(UnicodeScalar(byte)) : "%" + [byte].hexadecimal
        }
    }

    private func catching<Value>(_ body: () throws -> Value) throws(JournalError) -> Value {
        do { return try body() } catch { throw explained(error) }
    }
}
