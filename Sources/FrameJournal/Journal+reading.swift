extension Journal {
    /// Every run, oldest first.
    ///
    /// - Returns: The runs with the first and the last event of each.
    /// - Throws: ``JournalError``, when the file cannot be read.
    package func runs() throws(JournalError) -> [RunRecord] {
        try connection.read { db in
            let table = RunTable(db: db, path: path)
            let alive = try ClaimTable(db: db).liveRuns(path)
            return try table.entries().map { try table.record($0, isAlive: alive.contains($0.number)) }
        }
    }

    /// The ids of all runs, oldest first, also of those whose events are damaged.
    ///
    /// - Returns: The ids.
    /// - Throws: ``JournalError``, when the file cannot be read.
    package func runIDs() throws(JournalError) -> [String] {
        try connection.read { try RunTable(db: $0, path: path).entries().map(\.id) }
    }

    /// One run.
    ///
    /// - Parameter run: Its id, or the beginning or the end of it when no other has that.
    /// - Returns: What the list says of it.
    /// - Throws: `unknown-run` or `ambiguous-run`, or what keeps the file from being read.
    package func record(of run: String) throws(JournalError) -> RunRecord {
        try connection.read { db in
            let table = RunTable(db: db, path: path)
            let entry = try table.find(run)
            return try table.record(entry, isAlive: try ClaimTable(db: db).liveRuns(path).contains(entry.number))
        }
    }

    /// Goes through the events of a run in order, a few batches in memory at a time, to the last that is there when it is reached.
    ///
    /// - Parameters:
    ///   - run: Its id, or a part of it as for ``record(of:)``.
    ///   - body: Called for each; may use the journal. What it throws ends the walk.
    /// - Throws: ``JournalError``, or whatever the body throws.
    package func forEachEvent(of run: String, _ body: (StoredEvent) throws -> Void) throws {
        let number = try connection.read { try RunTable(db: $0, path: path).find(run).number }
        var last = 0
        var page: [EventBatch]
        repeat {
            page = try connection.read {
                try RunTable(db: $0, path: path).batches(of: number, after: last, limit: Self.pageLength)
            }
            for batch in page {
                let entries = batch.entries
                for entry in entries { try body(StoredEvent(entry)) }
                last = max(last, entries.last?.sequence ?? 0)
            }
        } while page.count == Self.pageLength
    }

    private static let pageLength = 32
}
