import GRDB
import Glibc

/// One connection to the file. Commits are durable when they return.
struct Connection: Sendable {
    /// The absolute path of the file.
    let path: String
    private let queue: DatabaseQueue

    /// Opens a file that exists.
    init(path: String) throws(JournalError) {
        var configuration = Configuration()
        configuration.busyMode = .callback(Self.waitWhileBusy)
        configuration.prepareDatabase { db in
            // With recursive triggers, to replace a row is to delete it, which a trigger refuses. Whoever waits for an event to be durable
            // waits for a checkpoint as well, so there are few: each after 32 MB, and one at the end.
            try db.execute(
                sql: """
                    PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; PRAGMA recursive_triggers = ON;
                    PRAGMA wal_autocheckpoint = 8192
                    """
            )
        }
        self.path = path
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw JournalError(error, path: path)
        }
    }

    /// SQLite's own waits grow to 100 ms, in which another run can commit a hundred times: looking often is fairer.
    private static func waitWhileBusy(_ tries: Int) -> Bool {
        usleep(tries < 20 ? 200 : 1_000)
        return tries < 8_000
    }

    /// What the file is.
    func kind() throws(JournalError) -> Schema.Kind {
        try catching { try queue.writeWithoutTransaction(Schema.kind) }
    }

    /// Makes a journal of an empty file, and brings an older one up to date. Nothing is written to any other.
    func setUp() throws(JournalError) {
        switch try kind() {
        case .foreign: throw .foreign(path)
        case .newer: throw .newer(path)
        case .empty, .journal: break
        }
        try catching {
            try queue.writeWithoutTransaction(share)
            try Schema.migrate(queue)
        }
    }

    /// Lets readers and writers of other processes go on beside each other. While another process does the same for a new file, SQLite
    /// says so at once, without asking whether anybody wants to wait.
    private func share(_ db: Database) throws {
        var tries = 0
        while true {
            do {
                let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
                guard mode == "wal" else { throw JournalError.unavailable(path, "its file system cannot share it") }
                return
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                guard Self.waitWhileBusy(tries) else { throw error }
                tries += 1
            }
        }
    }

    /// Reads one state of the file, whatever others write meanwhile. Errors of the body become errors of the journal.
    func read<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
        try catching { try queue.read(body) }
    }

    /// Reads with every other writer kept out.
    func readAlone<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
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

    /// Writes in one transaction, which the cancellation of a task does not touch.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async -> Result<Value, any Error> {
        await withCheckedContinuation { continuation in
            write(body) { continuation.resume(returning: $0) }
        }
    }

    /// Writes in one transaction after those that were begun before, and tells how it went.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value,
        then tell: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        queue.asyncWrite(body) { _, result in tell(result) }
    }

    /// Moves what is in the write-ahead log into the file, as far as nobody has to wait for it, and closes the file.
    func close() async {
        await withCheckedContinuation { continuation in
            queue.asyncWriteWithoutTransaction { db in
                _ = try? db.checkpoint(.passive)
                continuation.resume()
            }
        }
        try? queue.close()
    }

    private func catching<Value>(_ body: () throws -> Value) throws(JournalError) -> Value {
        do { return try body() } catch { throw JournalError(error, path: path) }
    }
}
