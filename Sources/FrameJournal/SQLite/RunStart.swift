import FoundationEssentials
import FrameOperations
import GRDB

/// Takes a claim and stores its holder, in one transaction: the next process sees both or neither.
struct RunStart: Sendable {
    /// The resources of a run from then on.
    struct Taken: Sendable {
        let number: Int
        let id: String
        let head: ChainHead
        let lock: ClaimLock
        let reserve: Reserve?
        let takenOver: RunRecord?
    }

    let path: String
    let terms: RunTerms

    /// A new run.
    func begin(_ id: String, _ subject: ClaimSubject, in db: Database) throws -> Taken {
        let (claim, lock, previous) = try claim(subject, in: db)
        let (number, head) = try insert(id, subject, in: db)
        try ClaimTable(db: db).set(claim, subject, run: number, holder: terms.holder, since: terms.time)
        return Taken(
            number: number,
            id: id,
            head: head,
            lock: lock,
            reserve: try makeReserve(for: id),
            takenOver: previous.flatMap(unended)
        )
    }

    /// An earlier run. Its chain is verified outside of the transaction, which blocks other processes.
    func resume(_ run: String, in db: Database) throws -> Taken {
        let table = RunTable(db: db, path: path)
        let entry = try table.find(run)
        guard let subject = entry.parsedOpening?.subject else {
            throw JournalError.corrupt(path, "the opening of run \(entry.id) cannot be read")
        }
        let (claim, lock, previous) = try claim(subject, in: db)
        guard let head = entry.head else { throw JournalError.corrupt(path, "run \(entry.id) has no head") }
        try ClaimTable(db: db).set(claim, subject, run: entry.number, holder: terms.holder, since: terms.time)
        return Taken(
            number: entry.number,
            id: entry.id,
            head: ChainHead(count: entry.eventCount, hash: head),
            lock: lock,
            reserve: try makeReserve(for: entry.id),
            takenOver: previous.flatMap { $0.number == entry.number ? nil : unended($0) }
        )
    }

    /// Takes the claim, or fails at once; leftovers of the run before are removed.
    private func claim(_ subject: ClaimSubject, in db: Database) throws -> (Int, ClaimLock, RunRecord?) {
        let table = ClaimTable(db: db)
        let entry = try table.entry(for: subject)
        let number = try entry?.number ?? table.nextNumber()
        guard let lock = try ClaimLock.take(number, beside: path) else {
            throw JournalError.runAlive(entry)
        }
        guard let entry else { return (number, lock, nil) }
        Reserve.remove(JournalPath.reserve(of: path, run: entry.id))
        let runs = RunTable(db: db, path: path)
        return (number, lock, try runs.records(of: entry.run, asksForLocks: false).first)
    }

    private func insert(_ id: String, _ subject: ClaimSubject, in db: Database) throws -> (Int, ChainHead) {
        let isTaken = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM runs WHERE id = ?)", arguments: [id])
        if isTaken == true {
            throw JournalError(.unavailable, detail: "the journal has a run \(id) already", remedy: "Try once more")
        }
        let last = try Int.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'runs'") ?? 0
        let previous = try last == 0 ? .origin : RunTable(db: db, path: path).entry(last)?.openingHash
        guard let previous else { throw JournalError.corrupt(path, "run number \(last) is missing") }
        let opening = RunOpening(number: last + 1, id: id, subject: subject, holder: terms.holder, at: terms.time)
        let text = try CanonicalJSON().encode(opening)
        let hash = previous.followed(by: text)
        try db.execute(
            sql: "INSERT INTO runs (number, id, opening, opening_hash, head) VALUES (?, ?, ?, ?, ?)",
            arguments: [opening.number, id, String(decoding: text, as: UTF8.self), hash.bytes, hash.bytes]
        )
        return (opening.number, ChainHead(count: 0, hash: hash))
    }

    private func makeReserve(for id: String) throws -> Reserve? {
        terms.reserve > 0 ? try Reserve(for: id, beside: path, bytes: terms.reserve) : nil
    }

    private func unended(_ record: RunRecord) -> RunRecord? {
        record.lastEvent.map(terms.isEnded) == true ? nil : record
    }
}

/// The one form in which a value is stored and hashed: keys sorted, no white space, slashes not escaped.
struct CanonicalJSON: Sendable {
    private let encoder: JSONEncoder

    init() {
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    func encode(_ value: some Encodable) throws -> Data {
        try encoder.encode(value)
    }
}
