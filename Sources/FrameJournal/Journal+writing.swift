package import FoundationEssentials
package import FrameOperations
import GRDB

extension Journal {
    /// Begins a run: takes the account's claim, keeps room, and links the run into the list.
    ///
    /// - Parameters:
    ///   - run: Its id: letters, digits, `.`, `_` and `-`.
    ///   - subject: The account, of which no other run may be alive.
    ///   - holder: Who begins it.
    ///   - bytes: How much room to keep on the disk until the end of the run. None is kept when it is 0.
    ///   - time: The present.
    ///   - isEnded: Whether an event is the last that its run can have.
    ///   - redact: Takes what is secret out of an event's JSON before it is written down. It must leave the JSON valid.
    /// - Returns: Where the run's events go. Its claim is held until it ends, or the process does.
    /// - Throws: `run-alive`, `journal-full`, or what keeps the file from being written. Then nothing has begun.
    package func begin(
        run: String,
        on subject: ClaimSubject,
        holder: ClaimHolder,
        reserving bytes: Int,
        at time: Date,
        isEnded: @escaping @Sendable (RunEvent) -> Bool,
        redact: @escaping @Sendable (String) -> String
    ) async throws(JournalError) -> RunWriter {
        let start = RunStart(path: path, holder: holder, reserve: bytes, time: time, isEnded: isEnded)
        return try await writer(isEnded: isEnded, redact: redact) { try start.begin(run, subject, in: $0) }
    }

    /// Goes on with a run that was begun before, after computing its chain anew.
    ///
    /// - Parameters:
    ///   - run: Its id, or a part of it as for ``record(of:)``.
    ///   - holder: Who goes on with it.
    ///   - bytes: How much room to keep on the disk until the end of the run. None is kept when it is 0.
    ///   - time: The present.
    ///   - isEnded: Whether an event is the last that its run can have.
    ///   - redact: Takes what is secret out of an event's JSON before it is written down. It must leave the JSON valid.
    /// - Returns: Where the run's further events go.
    /// - Throws: `run-alive`, `unknown-run`, `ambiguous-run`, `journal-full`, `journal-corrupt` when the run is not whole, or what
    ///   keeps the file from being written.
    package func resume(
        run: String,
        holder: ClaimHolder,
        reserving bytes: Int,
        at time: Date,
        isEnded: @escaping @Sendable (RunEvent) -> Bool,
        redact: @escaping @Sendable (String) -> String
    ) async throws(JournalError) -> RunWriter {
        let start = RunStart(path: path, holder: holder, reserve: bytes, time: time, isEnded: isEnded)
        return try await writer(isEnded: isEnded, redact: redact) { try start.resume(run, in: $0) }
    }

    private func writer(
        isEnded: @escaping @Sendable (RunEvent) -> Bool,
        redact: @escaping @Sendable (String) -> String,
        taking: @escaping @Sendable (Database) throws -> RunStart.Taken
    ) async throws(JournalError) -> RunWriter {
        guard var files else { throw .unavailable(path, "it was opened for reading") }
        // Whoever was asked for confirmation may have taken an hour.
        files = try self.connection.checking(files.checked)
        let connection = try Connection(path: path)
        switch await connection.write(taking) {
        case .success(let taken):
            files.add(taken.lock.stamp)
            files = try connection.checking(files.checked)
            return RunWriter(taken, connection: connection, files: files, isEnded: isEnded, redact: redact)
        case .failure(let error): throw connection.explained(error)
        }
    }
}
