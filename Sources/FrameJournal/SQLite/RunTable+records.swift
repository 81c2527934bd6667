import FoundationEssentials
import FrameOperations
import GRDB

extension RunTable {
    /// The records of all runs, oldest first; or of one. One query: the run, the byte of its claim, and the rows that hold its first and
    /// its last event.
    ///
    /// - Parameters:
    ///   - number: The one run; `nil` for all.
    ///   - asksForLocks: Whether to find out which runs are alive.
    /// - Returns: The records.
    /// - Throws: `journal-corrupt`, when an opening cannot be read; the reason why the file cannot be read.
    func records(of number: Int? = nil, asksForLocks: Bool = true) throws -> [RunRecord] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT \(Self.columns),
                  (SELECT claims.number FROM claims WHERE claims.run = runs.number) AS claim,
                  begun.first, CAST(begun.bodies AS BLOB), begun.hashes, last.first, CAST(last.bodies AS BLOB), last.hashes
                FROM runs
                LEFT JOIN batches AS begun ON begun.run = number AND begun.first = 1
                LEFT JOIN batches AS last ON last.run = number
                  AND last.first = (SELECT max(first) FROM batches WHERE run = number AND first <= event_count)
                WHERE ?1 IS NULL OR number = ?1 ORDER BY number
                """,
            arguments: [number]
        )
        let claims = try rows.map { try $0.decode(Int?.self, atIndex: 6) }
        let held = try asksForLocks ? ClaimLock.held(among: claims.compactMap(\.self), beside: path) : []
        return try zip(rows, claims).map { row, claim in
            try record(ChainedRun(row), row, isAlive: claim.map(held.contains) ?? false)
        }
    }

    private func record(_ run: ChainedRun, _ row: Row, isAlive: Bool) throws -> RunRecord {
        guard let opening = run.parsedOpening,
            let begunAt = try? Date(opening.begunAt, strategy: RunEvent.timeFormat)
        else { throw JournalError.corrupt(path, "the opening of run \(run.id) cannot be read") }
        return RunRecord(
            number: run.number,
            id: run.id,
            subject: opening.subject,
            holder: opening.holder,
            begunAt: begunAt,
            eventCount: run.eventCount,
            first: try batch(row, at: 7)?.event(1),
            last: try batch(row, at: 10)?.event(run.eventCount),
            isAlive: isAlive
        )
    }

    private func batch(_ row: Row, at index: Int) throws -> EventBatch? {
        try row.decode(Int?.self, atIndex: index) == nil ? nil : EventBatch(row, at: index)
    }
}
