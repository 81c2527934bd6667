package import FrameOperations
import GRDB

extension Journal: RunStore {
    package func begin(
        _ run: String,
        on subject: ClaimSubject,
        _ terms: RunTerms
    ) async throws(JournalError) -> any RunLogWriter {
        try await writer(terms) { try $0.begin(run, subject, in: $1) }
    }

    package func resume(
        _ run: String,
        after end: LogEnd,
        _ terms: RunTerms
    ) async throws(JournalError) -> any RunLogWriter {
        try await writer(terms, after: end) { try $0.resume(run, in: $1) }
    }

    func writer(
        _ terms: RunTerms,
        after end: LogEnd? = nil,
        taking: @escaping @Sendable (RunStart, Database) throws -> RunStart.Taken
    ) async throws(JournalError) -> RunWriter {
        guard let files else { throw .unavailable(path, "it was opened for reading") }
        let start = RunStart(path: path, terms: terms)
        let connection = try await Aside.run { () throws(JournalError) in
            // The confirmation may have taken an hour.
            _ = try self.connection.checking(files.checked)
            return try Connection(path: path)
        }
        switch await connection.write({ try taking(start, $0) }) {
        case .success(let taken):
            // The claim is held, so that no other process adds to the run; the events are read without blocking the writes of other runs.
            return try await Aside.run { () throws(JournalError) in
                var files = files
                files.add(taken.lock.stamp)
                files = try connection.checking(files.checked)
                let added = try taken.added(after: end, by: connection)
                return RunWriter(taken, added: added, connection: connection, files: files, terms: terms)
            }
        case .failure(let error): throw connection.explained(error)
        }
    }
}

extension RunStart.Taken {
    /// The events of the run after those that were followed before.
    fileprivate func added(after end: LogEnd?, by connection: Connection) throws(JournalError) -> [StoredEvent] {
        guard let end, end != head.logEnd else { return [] }
        return try connection.read { db in
            let table = RunTable(db: db, path: connection.path)
            guard let run = try table.entry(number), let start = ChainHead(end) else {
                throw JournalError.corrupt(connection.path, "run \(id) is gone")
            }
            var added: [StoredEvent] = []
            do {
                _ = try ChainAudit(table: table).follow(run, after: start) { added.append($0) }
            } catch let fault as ChainFault {
                throw JournalError(fault, of: id)
            }
            return added
        }
    }
}
