import FrameOperations
import GRDB

/// Follows chains through the stored bytes, and finds the first invalid link.
struct ChainAudit {
    let table: RunTable

    /// Follows the events of one run, from its opening to its head.
    func run(_ run: ChainedRun) throws -> ChainVerdict {
        do {
            let end = try follow(run) { _ in }
            return .whole(events: end.count, head: end.hash.hex)
        } catch let fault as ChainFault {
            return .broken(at: fault.place, reason: fault.reason)
        }
    }

    /// The same, with a function for each event.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - start: An earlier end; `nil` for the opening.
    ///   - take: Called for each valid event.
    /// - Returns: The end of the chain.
    /// - Throws: ``ChainFault``, where the chain is broken; the reason why the file cannot be read, or the error of `take`.
    func follow(
        _ run: ChainedRun,
        after start: ChainHead? = nil,
        _ take: (StoredEvent) throws -> Void
    ) throws -> ChainHead {
        var chain = RunChain(after: try start ?? opening(of: run))
        // A run that was followed to its end has no batch that continues after it.
        let rows = try table.allBatches(of: run.number, after: start?.count ?? .min)
        while let batch = try Self.next(of: rows, at: chain.end.count + 1) { try chain.follow(batch, take) }
        try chain.finish(run.eventCount, run.head)
        return chain.end
    }

    /// Follows the openings of all runs, from the first to the last that was ever begun.
    func ledger() throws -> ChainVerdict {
        var link = ChainHash.origin
        var count = 0
        do {
            let rows = try Row.fetchCursor(table.db, sql: "SELECT \(RunTable.columns) FROM runs ORDER BY number")
            while let row = try rows.next() {
                let run = try ChainedRun(row)
                guard run.number == count + 1 else { return .broken(at: count + 1, reason: "the run is missing") }
                if let fault = run.fault(after: link) { return .broken(at: count + 1, reason: fault) }
                link = link.followed(by: run.opening)
                count += 1
            }
            let begun = try Int.fetchOne(table.db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'runs'") ?? 0
            let mentioned = try Int.fetchOne(table.db, sql: "SELECT max(run) FROM batches") ?? 0
            guard max(begun, mentioned) <= count else {
                return .broken(at: count + 1, reason: "the run is missing: \(max(begun, mentioned)) were begun")
            }
            guard begun == count else { return .broken(at: count, reason: "only \(begun) runs were begun") }
        } catch {
            return .broken(at: count + 1, reason: try Self.damage(error))
        }
        return .whole(events: count, head: link.hex)
    }

    /// The beginning of the chain of a run.
    private func opening(of run: ChainedRun) throws -> ChainHead {
        var previous = ChainHash.origin
        if run.number > 1 {
            guard let before = try table.entry(run.number - 1) else {
                throw ChainFault(0, "the run before it is missing")
            }
            guard let link = before.openingHash else { throw ChainFault(0, ChainedRun.misfit) }
            previous = link
        }
        if let fault = run.fault(after: previous) { throw ChainFault(0, fault) }
        guard let link = run.openingHash else { throw ChainFault(0, ChainedRun.misfit) }
        return ChainHead(count: 0, hash: link)
    }

    private static func next(of rows: RowCursor, at place: Int) throws -> EventBatch? {
        do {
            return try rows.next().map { try EventBatch($0) }
        } catch {
            throw ChainFault(place, try damage(error))
        }
    }

    /// The meaning of an error within a chain: damage breaks it, any other error says nothing about it.
    private static func damage(_ error: any Error) throws -> String {
        switch error {
        case let error as DatabaseError where !error.isDamage: throw error
        case let error as DatabaseError: "it cannot be read: \(error.message ?? error.description)"
        default: "it cannot be read: \(error)"
        }
    }
}
