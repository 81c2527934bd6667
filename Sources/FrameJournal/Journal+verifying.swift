extension Journal {
    /// Computes the chain of a run anew from the stored bytes.
    ///
    /// - Parameter run: Its id, or a part of it as for ``record(of:)``.
    /// - Returns: Whether the run is whole, or where it is not.
    /// - Throws: ``JournalError``, when the run is not found or the file cannot be read at all.
    package func verify(_ run: String) throws(JournalError) -> ChainVerdict {
        try connection.read { db in
            let table = RunTable(db: db, path: path)
            return try ChainAudit(table: table).run(table.find(run))
        }
    }

    /// Computes the chain of the runs' openings anew: whether every run that was ever begun is still there.
    ///
    /// - Returns: Whether the list is whole, or which run is the first that is changed or missing.
    /// - Throws: ``JournalError``, when the file cannot be read at all.
    package func verifyLedger() throws(JournalError) -> ChainVerdict {
        try connection.read { try ChainAudit(table: RunTable(db: $0, path: path)).ledger() }
    }

    /// Opens a journal anew, as every reader does, and finds a run with this head.
    ///
    /// - Parameters:
    ///   - head: How far the run goes.
    ///   - run: Its number.
    ///   - path: The journal.
    ///   - isWhole: Whether every event is read, or the last alone.
    /// - Throws: ``FileFault``, when the run is another; what keeps the file from being read.
    static func find(_ head: ChainHead, of run: Int, at path: String, isWhole: Bool) throws {
        let isFound = try Connection(path: path).read { db in
            let table = RunTable(db: db, path: path)
            guard let entry = try table.entry(run), entry.eventCount == head.count, entry.head == head.hash else {
                return false
            }
            guard !isWhole else {
                return try ChainAudit(table: table).run(entry) == .whole(events: head.count, head: head.hash.hex)
            }
            return try head.count == 0 || table.event(head.count, of: run)?.hash == head.hash.hex
        }
        guard isFound else { throw FileFault(.journal, .altered) }
    }
}
