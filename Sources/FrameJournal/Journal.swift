/// The file of runs: an event log that is only ever added to, in which a run is written down before it acts.
package struct Journal: Sendable {
    /// Used for reading and for looking after claims; each run that is written has a connection of its own.
    let connection: Connection

    /// The absolute path of the file.
    package var path: String { connection.path }

    /// Opens the journal, and makes what is missing: its folder and its file, for their owner alone.
    ///
    /// - Parameter path: The file. Its folder also holds SQLite's files `-wal` and `-shm`, the locks, and the reserves.
    /// - Throws: `journal-unavailable`, `journal-full`, `journal-corrupt` or `journal-newer`.
    package init(at path: String) throws(JournalError) {
        let path = try JournalPath.absolute(path)
        try JournalFile.createIfMissing(path)
        connection = try Connection(path: JournalFile.resolved(path))
        try connection.setUp()
    }

    /// Opens the journal, for looking at what was. It is `nil` when there is no such file, or an empty one; none is made.
    ///
    /// - Parameter path: The file.
    /// - Throws: `journal-unavailable`, `journal-corrupt` or `journal-newer`.
    package init?(existingAt path: String) throws(JournalError) {
        let path = try JournalPath.absolute(path)
        guard JournalFile.exists(path) else { return nil }
        connection = try Connection(path: JournalFile.resolved(path))
        guard try connection.kind() != .empty else { return nil }
        try connection.setUp()
    }
}
