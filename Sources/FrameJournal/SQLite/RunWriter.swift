package import FrameOperations
import GRDB
import Synchronization

/// The log of a live run. It holds the claim of its account until ``end()``, or until the process ends.
package final class RunWriter: RunLogWriter {
    package let id: String
    package let takenOver: RunRecord?
    package let added: [StoredEvent]

    let connection: Connection
    private let number: Int
    private let appender: RunAppender
    private let commits: Mutex<GroupCommit<CheckedContinuation<CommitTurn, Never>>>
    private let head: Mutex<ChainHead>
    private let files: Mutex<(files: JournalFiles, audits: AuditBudget)>
    private let isEnded: @Sendable (RunEvent) -> Bool
    private let lock: ClaimLock
    private let reserve: Reserve?

    init(
        _ taken: RunStart.Taken,
        added: [StoredEvent],
        connection: Connection,
        files: JournalFiles,
        terms: RunTerms
    ) {
        id = taken.id
        takenOver = taken.takenOver
        self.added = added
        self.connection = connection
        appender = RunAppender(run: taken.number, path: connection.path, redact: terms.redact)
        commits = Mutex(GroupCommit(durable: taken.head.count))
        head = Mutex(taken.head)
        number = taken.number
        self.files = Mutex((files, AuditBudget()))
        isEnded = terms.isEnded
        lock = taken.lock
        reserve = taken.reserve
    }

    /// The number of the last accepted event, 0 when there is none: the next must have the number after it.
    package var lastSequence: Int {
        commits.withLock { $0.last }
    }

    package func enqueue(_ event: RunEvent) {
        if let events = commits.withLock({ $0.enqueue(event) }) { lead(events) }
    }

    package func makeDurable(through sequence: Int) async throws(OperationsError) {
        let turn = await withCheckedContinuation { continuation in
            let turn = commits.withLock { $0.ask(sequence, unwritten: .untaken(sequence, of: id), continuation) }
            if let turn { continuation.resume(returning: turn) }
        }
        switch turn {
        case .durable: return
        case .failed(let error): throw error
        case .lead(let events):
            try await withCheckedContinuation { continuation in
                lead(events) { continuation.resume(returning: $0) }
            }.get()
        }
    }

    package func end() async {
        guard commits.withLock({ $0.end() }) else { return }
        // The waiter for the event has received the failure.
        try? await makeDurable(through: lastSequence)
        await closeFiles()
        reserve?.release()
        lock.release()
    }

    private typealias Outcome = Result<ChainHead, any Error>

    /// Writes events; when the disk is full, once more with the reserved space.
    private func lead(
        _ events: [RunEvent],
        then tell: @escaping @Sendable (Result<Void, OperationsError>) -> Void = { _ in }
    ) {
        commit(events) { [self] outcome in
            if case .failure(let error as DatabaseError) = outcome, error.isLackOfSpace, reserve?.release() == true {
                commit(events) { [self] in settle($0, tell) }
            } else {
                settle(outcome, tell)
            }
        }
    }

    private func commit(_ events: [RunEvent], then tell: @escaping @Sendable (Outcome) -> Void) {
        let (appender, before) = (appender, head.withLock { $0 })
        let isLast = events.contains(where: isEnded)
        connection.write(
            { [self] db in
                try check(before)
                return try appender.append(events, after: before, to: db)
            },
            then: { [self] outcome in
                tell(
                    Result {
                        let head = try outcome.get()
                        try check(head, afterWriting: events.count, isLast: isLast)
                        return head
                    }
                )
            }
        )
    }

    /// Checks that a reader of the path finds the run with this head.
    private func check(_ head: ChainHead, afterWriting written: Int? = nil, isLast: Bool = false) throws {
        try files.withLock { state in
            if let written { state.audits.earn(byWriting: written) }
            var isWhole = false
            try state.files.check(hasWritten: written != nil) {
                isWhole = state.audits.spend(head.count)
                try Journal.find(head, of: number, at: connection.path, isWhole: isWhole)
            }
            guard isLast, state.audits.isDue, !isWhole else { return }
            try Journal.find(head, of: number, at: connection.path, isWhole: true)
        }
    }

    /// Moves the log into the journal, wherever that is now, if that saves it.
    private func closeFiles() async {
        var fault: FileFault?
        let head = head.withLock { $0 }
        do { try await Aside.run { try self.check(head) } } catch { fault = error as? FileFault }
        guard fault?.savesLog ?? true else { return connection.abandon() }
        if await connection.close(), fault?.isJournalAway == true { files.withLock { $0.files.removeLog() } }
    }

    private func settle(_ outcome: Outcome, _ tell: (Result<Void, OperationsError>) -> Void) {
        let result = outcome.map { after in head.withLock { $0 = after } }
            .mapError { OperationsError($0, in: connection, run: id) }
        for (waiter, turn) in commits.withLock({ $0.settle(result) }) { waiter.resume(returning: turn) }
        tell(result)
    }
}

extension OperationsError {
    fileprivate init(_ error: any Error, in connection: Connection, run: String) {
        if let fault = error as? FileFault {
            let path = connection.path
            self = .journalFailed(
                JournalFailure(run: run, underlying: fault.detail(path), remedy: .other(fault.remedy(path, run: run)))
            )
            return
        }
        let error = connection.explained(error)
        self = .journalFailed(
            JournalFailure(run: run, underlying: error.detail, remedy: error.code == .full ? .makeRoom : .fix)
        )
    }

    fileprivate static func untaken(_ sequence: Int, of run: String) -> OperationsError {
        .journalFailed(
            JournalFailure(
                run: run,
                underlying: "event \(sequence) of run \(run) was never taken: the log has ended",
                remedy: .resume
            )
        )
    }
}
