package import FoundationEssentials

/// Where runs are kept: for each a log of events that is only ever added to, linked in a chain of hashes, and a list of the runs, linked in
/// one of its own.
///
/// Several processes use one store at a time. Nothing here waits on a thread of the pool.
///
/// A run is named by its id, or by the beginning or the end of it when no other run has that. Every function throws `unknown-run` or
/// `ambiguous-run` for a name that does not tell, and what keeps the store from being read or written.
package protocol RunStore: ClaimStore {
    /// Where it is, for messages.
    var path: String { get }

    /// Every run, oldest first.
    func runs() async throws(JournalError) -> [RunRecord]

    /// The ids of all runs, oldest first, also of those whose records are damaged.
    func runIDs() async throws(JournalError) -> [String]

    /// One run.
    func record(of run: String) async throws(JournalError) -> RunRecord

    /// Some of the events that follow after one, in order; none when there are no more.
    func events(of run: String, after sequence: Int) async throws(JournalError) -> [StoredEvent]

    /// Goes through all events of a run in order, of one state of the store, and follows the chain meanwhile.
    ///
    /// - Parameters:
    ///   - run: Its name.
    ///   - initial: What to begin with.
    ///   - fold: Called for each event whose link is what was written; what it throws ends the walk.
    /// - Returns: What came of it, and how far the chain goes.
    /// - Throws: `journal-corrupt` where the run is not what was written.
    func follow<Value: Sendable>(
        _ run: String,
        into initial: Value,
        _ fold: @escaping @Sendable (inout Value, StoredEvent) throws(JournalError) -> Void
    ) async throws(JournalError) -> (value: Value, end: LogEnd)

    /// Computes the chain of a run anew.
    func verify(_ run: String) async throws(JournalError) -> ChainVerdict

    /// Computes the chain of the list of runs anew: whether every run that was ever begun is still there.
    func verifyLedger() async throws(JournalError) -> ChainVerdict

    /// Begins a run: takes the account's claim, keeps room, and links the run into the list.
    ///
    /// - Parameters:
    ///   - run: Its id: letters, digits, `.`, `_` and `-`.
    ///   - subject: The account, of which no other run may be alive.
    ///   - terms: Who begins it, and how it is written.
    /// - Returns: Where the run's events go.
    /// - Throws: `run-alive`, `journal-full`. Then nothing has begun.
    func begin(
        _ run: String,
        on subject: ClaimSubject,
        _ terms: RunTerms
    ) async throws(JournalError) -> any RunLogWriter

    /// Resumes a run whose log was followed: takes the claim, and follows what was added meanwhile.
    ///
    /// - Parameters:
    ///   - run: Its name.
    ///   - end: How far its log was followed.
    ///   - terms: Who resumes it, and how it is written.
    /// - Returns: Where the run's further events go.
    /// - Throws: `run-alive`, `journal-full`; `journal-corrupt` when the log is not the one that was followed.
    func resume(_ run: String, after end: LogEnd, _ terms: RunTerms) async throws(JournalError) -> any RunLogWriter
}

extension RunStore {
    /// Goes through the events of a run in order, some of them in memory at a time, to the last that is there when it is reached. While some
    /// are gone through, the next are read.
    ///
    /// - Parameters:
    ///   - run: Its name.
    ///   - body: Called for each. What it throws ends the walk.
    /// - Throws: ``JournalError``, or whatever the body throws.
    package func forEachEvent(of run: String, _ body: (StoredEvent) throws -> Void) async throws {
        var page = try await events(of: run, after: 0)
        while let last = page.last {
            async let next = events(of: run, after: last.sequence)
            for event in page { try body(event) }
            page = try await next
        }
    }
}

/// How far a run's log goes: the number of its events, and the last link of their chain.
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

/// Who carries a run out, and how it is written down.
package struct RunTerms: Sendable {
    /// The process that does it.
    package let holder: ClaimHolder
    /// How much room to keep until the end of the run, in bytes. None is kept when it is 0.
    package let reserve: Int
    /// The present.
    package let time: Date
    /// Whether an event is the last that its run can have.
    package let isEnded: @Sendable (RunEvent) -> Bool
    /// Takes what is secret out of an event's JSON before it is written down. It must leave the JSON valid.
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
    /// The run that held the claim before, if it never came to its end.
    var takenOver: RunRecord? { get }
    /// What was added to a resumed run after it was followed, and before its claim was taken.
    var added: [StoredEvent] { get }

    /// Makes everything durable that was taken, gives the room back and releases the claim. Nothing can be written any more.
    func end() async
}

/// What following a chain from its beginning to its head has shown.
package enum ChainVerdict: Sendable, Equatable {
    /// Each link follows from the one before, none is missing, and the head is the last.
    ///
    /// - Parameters:
    ///   - events: How many links there are: events of a run, or runs of the journal.
    ///   - head: The last hash, as 64 hexadecimal digits.
    case whole(events: Int, head: String)
    /// A link is not what was written.
    ///
    /// - Parameters:
    ///   - at: The first that is not: an event's number, 0 for the opening of the run; or a run's number.
    ///   - reason: In what way.
    case broken(at: Int, reason: String)
}

/// Where the events of a run are kept: the boundary to whatever makes them durable.
package protocol RunJournal: Sendable {
    /// Takes the next event. Called in the order of their numbers; must not wait.
    func enqueue(_ event: RunEvent)
    /// Returns when every event up to this number is durable.
    ///
    /// - Throws: ``OperationsError`` with the code `journal-failed`. Then nothing further is closed.
    func makeDurable(through sequence: Int) async throws(OperationsError)
}
