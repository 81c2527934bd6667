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
}
