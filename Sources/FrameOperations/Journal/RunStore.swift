package import FoundationEssentials

/// The store of runs: for each run an append-only log of events, linked in a chain of hashes, and a list of the runs, linked in a chain of
/// its own.
///
/// Several processes can use one store at a time. No function blocks a thread of the pool.
///
/// A run is named by its id, or by a unique beginning or end of it. Every function throws `unknown-run` or `ambiguous-run` for a name that
/// is not unique, and the reason why the store cannot be read or written.
package protocol RunStore: ClaimStore {
    /// Its location, for messages.
    var path: String { get }

    /// Every run, oldest first.
    func runs() async throws(JournalError) -> [RunRecord]

    /// The ids of all runs, oldest first, including runs with damaged records.
    func runIDs() async throws(JournalError) -> [String]

    /// One run.
    func record(of run: String) async throws(JournalError) -> RunRecord

    /// Some of the events that follow an event, in order; none when there are no more.
    func events(of run: String, after sequence: Int) async throws(JournalError) -> [StoredEvent]

    /// Reads all events of a run in order, in one state of the store, and follows the chain.
    ///
    /// - Parameters:
    ///   - run: Its name.
    ///   - initial: The initial value.
    ///   - fold: Called for each event whose link is valid; an error ends the operation.
    /// - Returns: The result, and the end of the chain.
    /// - Throws: `journal-corrupt` where the run was altered.
    func follow<Value: Sendable>(
        _ run: String,
        into initial: Value,
        _ fold: @escaping @Sendable (inout Value, StoredEvent) throws(JournalError) -> Void
    ) async throws(JournalError) -> (value: Value, end: LogEnd)

    /// Computes the chain of a run again.
    func verify(_ run: String) async throws(JournalError) -> ChainVerdict

    /// Computes the chain of the list of runs again: whether every run that was ever begun still exists.
    func verifyLedger() async throws(JournalError) -> ChainVerdict

    /// Begins a run: takes the account's claim, reserves disk space, and links the run into the list.
    ///
    /// - Parameters:
    ///   - run: Its id: letters, digits, `.`, `_` and `-`.
    ///   - subject: The account, of which no other run may be alive.
    ///   - terms: The process that begins it, and how it is stored.
    /// - Returns: The writer of the run's events.
    /// - Throws: `run-alive`, `journal-full`. Then nothing has begun.
    func begin(
        _ run: String,
        on subject: ClaimSubject,
        _ terms: RunTerms
    ) async throws(JournalError) -> any RunLogWriter

    /// Resumes a run whose log was followed: takes the claim, and follows the events that were added meanwhile.
    ///
    /// - Parameters:
    ///   - run: Its name.
    ///   - end: The end of the followed log.
    ///   - terms: The process that resumes it, and how it is stored.
    /// - Returns: The writer of the run's further events.
    /// - Throws: `run-alive`, `journal-full`; `journal-corrupt` when the log is not the one that was followed.
    func resume(_ run: String, after end: LogEnd, _ terms: RunTerms) async throws(JournalError) -> any RunLogWriter
}

extension RunStore {
    /// Reads the events of a run in order, some of them in memory at a time, to the last that exists when it is reached. The next events
    /// are read while some are processed.
    ///
    /// - Parameters:
    ///   - run: Its name.
    ///   - body: Called for each. An error ends the operation.
    /// - Throws: ``JournalError``, or the error of the body.
    package func forEachEvent(of run: String, _ body: (StoredEvent) throws -> Void) async throws {
        var page = try await events(of: run, after: 0)
        while let last = page.last {
            async let next = events(of: run, after: last.sequence)
            for event in page { try body(event) }
            page = try await next
        }
    }
}

/// The end of a run's log: the number of its events, and the last link of their chain.
package struct LogEnd: Sendable, Equatable {
    /// How many events it has.
    package let count: Int
    /// The bytes of the last link.
    package let link: [UInt8]

    /// Makes an end.
    package init(count: Int, link: [UInt8]) {
        self.count = count
        self.link = link
    }
}

/// The process that carries a run out, and how the run is stored.
package struct RunTerms: Sendable {
    /// The process.
    package let holder: ClaimHolder
    /// How much disk space to reserve until the end of the run, in bytes. None is reserved when it is 0.
    package let reserve: Int
    /// The present.
    package let time: Date
    /// Whether an event is the last that its run can have.
    package let isEnded: @Sendable (RunEvent) -> Bool
    /// Removes secrets from an event's JSON before it is written. It must leave the JSON valid.
    package let redact: @Sendable (String) -> String

    /// Makes terms.
    package init(
        holder: ClaimHolder,
        reserve: Int,
        time: Date,
        isEnded: @escaping @Sendable (RunEvent) -> Bool,
        redact: @escaping @Sendable (String) -> String
    ) {
        self.holder = holder
        self.reserve = reserve
        self.time = time
        self.isEnded = isEnded
        self.redact = redact
    }
}

/// The log of a run that is alive. It holds the claim of its account until ``end()``, or until the process ends.
package protocol RunLogWriter: RunJournal {
    /// The run's id.
    var id: String { get }
    /// The run that held the claim before, if it was aborted.
    var takenOver: RunRecord? { get }
    /// The events that were added to a resumed run after it was followed, and before its claim was taken.
    var added: [StoredEvent] { get }

    /// Makes all events durable, releases the disk space and the claim. Nothing can be written afterwards.
    func end() async
}

/// The result of following a chain from its beginning to its head.
package enum ChainVerdict: Sendable, Equatable {
    /// Each link follows from the one before, none is missing, and the head is the last.
    ///
    /// - Parameters:
    ///   - events: How many links there are: events of a run, or runs of the journal.
    ///   - head: The last hash, as 64 hexadecimal digits.
    case whole(events: Int, head: String)
    /// A link is not valid.
    ///
    /// - Parameters:
    ///   - at: The first invalid one: an event's number, 0 for the opening of the run; or a run's number.
    ///   - reason: The reason.
    case broken(at: Int, reason: String)
}

/// The boundary to the store of a run's events, which makes them durable.
package protocol RunJournal: Sendable {
    /// Accepts the next event. Called in the order of their numbers; must not block.
    func enqueue(_ event: RunEvent)
    /// Returns when every event up to this number is durable.
    ///
    /// - Throws: ``OperationsError`` with the code `journal-failed`. Then nothing further is closed.
    func makeDurable(through sequence: Int) async throws(OperationsError)
}
