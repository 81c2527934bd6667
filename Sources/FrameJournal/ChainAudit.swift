import FrameOperations
import GRDB

/// Follows chains through the stored bytes, and finds the first link that is not what was written.
struct ChainAudit {
    let table: RunTable

    /// Follows the events of one run, from its opening to its head.
    func run(_ entry: RunTable.Entry) throws -> ChainVerdict {
        if let fault = try faultOfOpening(entry) { return .broken(at: 0, reason: fault) }
        guard var link = entry.openingHash else { return .broken(at: 0, reason: Self.misfit) }
        var count = 0
        var reader = CanonicalReader()
        do {
            let rows = try Self.batches(of: entry.number, in: table.db)
            while let row = try rows.next() {
                let batch = try EventBatch(row)
                let entries = batch.entries
                for event in entries {
                    let followed = link.followed(by: event.body)
                    if let fault = Self.fault(of: event, expected: count + 1, hash: followed, &reader) {
                        return .broken(at: count + 1, reason: fault)
                    }
                    link = followed
                    count += 1
                }
                if batch.hashes.count > entries.count * ChainHash.width {
                    return .broken(at: count + 1, reason: "it is missing: its hash is still there")
                }
            }
        } catch {
            return .broken(at: count + 1, reason: try Self.reason(of: error))
        }
        guard count >= entry.eventCount else {
            return .broken(at: count + 1, reason: "it is missing: the run had \(entry.eventCount) events")
        }
        guard count == entry.eventCount else {
            return .broken(at: entry.eventCount + 1, reason: "it was added: the run had \(entry.eventCount) events")
        }
        guard link == entry.head else { return .broken(at: count, reason: "the head of the run is another") }
        return .whole(events: count, head: link.hex)
    }

    /// Follows the openings of all runs, from the first to the last that there ever was.
    func ledger() throws -> ChainVerdict {
        var link = ChainHash.origin
        var count = 0
        do {
            let rows = try Row.fetchCursor(table.db, sql: "SELECT \(RunTable.columns) FROM runs ORDER BY number")
            while let row = try rows.next() {
                let entry = try RunTable.Entry(row)
                guard entry.number == count + 1 else { return .broken(at: count + 1, reason: "the run is missing") }
                if let fault = Self.fault(of: entry, after: link) { return .broken(at: count + 1, reason: fault) }
                link = link.followed(by: entry.opening)
                count += 1
            }
            let begun = try Int.fetchOne(table.db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'runs'") ?? 0
            let mentioned = try Int.fetchOne(table.db, sql: "SELECT max(run) FROM batches") ?? 0
            guard max(begun, mentioned) <= count else {
                return .broken(at: count + 1, reason: "the run is missing: \(max(begun, mentioned)) were begun")
            }
            guard begun == count else { return .broken(at: count, reason: "only \(begun) runs were begun") }
        } catch {
            return .broken(at: count + 1, reason: try Self.reason(of: error))
        }
        return .whole(events: count, head: link.hex)
    }

    private func faultOfOpening(_ entry: RunTable.Entry) throws -> String? {
        guard entry.number > 1 else { return Self.fault(of: entry, after: .origin) }
        guard let previous = try table.entry(entry.number - 1) else { return "the run before it is missing" }
        guard let link = previous.openingHash else { return Self.misfit }
        return Self.fault(of: entry, after: link)
    }

    private static func fault(of entry: RunTable.Entry, after previous: ChainHash) -> String? {
        guard previous.followed(by: entry.opening) == entry.openingHash else { return misfit }
        return entry.parsedOpening == nil ? "the opening of the run speaks of another run" : nil
    }

    private static let misfit = "the opening of the run does not fit its hash"

    private static func batches(of run: Int, in db: Database) throws -> RowCursor {
        try Row.fetchCursor(
            db,
            sql: "SELECT \(EventBatch.columns) FROM batches WHERE run = ? ORDER BY first",
            arguments: [run]
        )
    }

    private static func fault(
        of event: EventBatch.Entry,
        expected: Int,
        hash: ChainHash,
        _ reader: inout CanonicalReader
    ) -> String? {
        guard event.sequence == expected else {
            return "it is missing: event \(event.sequence) stands in its place"
        }
        guard ChainHash(event.hash) == hash else { return "it does not fit its hash" }
        guard reader.sequence(of: event.body) == expected else { return "its text has another number" }
        return nil
    }

    /// What to say of an error in the middle of a chain: damage breaks it, anything else says nothing about it.
    private static func reason(of error: any Error) throws -> String {
        switch error {
        case let error as DatabaseError where !error.isDamage: throw error
        case let error as DatabaseError: "it cannot be read: \(error.message ?? error.description)"
        default: "it cannot be read: \(error)"
        }
    }
}
