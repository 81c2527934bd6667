package import FrameOperations
import GRDB

extension Journal {
    package func runs() async throws(JournalError) -> [RunRecord] {
        try await reading { try $0.records() }
    }

    package func runIDs() async throws(JournalError) -> [String] {
        try await reading { try $0.entries().map(\.id) }
    }

    package func record(of run: String) async throws(JournalError) -> RunRecord {
        try await reading { [path] table in
            let number = try table.find(run).number
            guard let record = try table.records(of: number).first else {
                throw JournalError.corrupt(path, "run \(run) is gone")
            }
            return record
        }
    }

    package func events(of run: String, after sequence: Int) async throws(JournalError) -> [StoredEvent] {
        try await reading { table in
            // The first batch may hold some before it.
            try table.batches(of: table.find(run).number, from: sequence + 1)
                .flatMap { $0.entries.map(StoredEvent.init) }.filter { $0.sequence > sequence }
        }
    }

    package func follow<Value: Sendable>(
        _ run: String,
        into initial: Value,
        _ fold: @escaping @Sendable (inout Value, StoredEvent) throws(JournalError) -> Void
    ) async throws(JournalError) -> (value: Value, end: LogEnd) {
        try await reading { table in
            let run = try table.find(run)
            var value = initial
            do {
                let end = try ChainAudit(table: table).follow(run) { try fold(&value, $0) }
                return (value, end.logEnd)
            } catch let fault as ChainFault {
                throw JournalError(fault, of: run.id)
            }
        }
    }

    package func verify(_ run: String) async throws(JournalError) -> ChainVerdict {
        try await reading { try ChainAudit(table: $0).run($0.find(run)) }
    }

    package func verifyLedger() async throws(JournalError) -> ChainVerdict {
        try await reading { try ChainAudit(table: $0).ledger() }
    }

    /// Reads one state of the file.
    private func reading<Value: Sendable>(
        _ body: @escaping @Sendable (RunTable) throws -> Value
    ) async throws(JournalError) -> Value {
        try await connection.readAside { [path] in try body(RunTable(db: $0, path: path)) }
    }

    /// Opens a journal again, as every reader does, and finds a run with this head.
    ///
    /// - Parameters:
    ///   - head: The end of the run.
    ///   - run: Its number.
    ///   - path: The journal.
    ///   - isWhole: Whether every event is read, or only the last.
    /// - Throws: ``FileFault``, when the run does not match; the reason why the file cannot be read.
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

extension JournalError {
    /// The log of a run to be resumed was altered.
    init(_ fault: ChainFault, of run: String) {
        self.init(
            .corrupt,
            detail:
                "run \(run) cannot be resumed: its log is not what was written, at event \(fault.place): \(fault.reason)",
            remedy: "Begin a new run with `framectl close`, and keep the journal as it is for an investigation"
        )
    }
}
