import FrameOperations

/// The turn of a waiter for durable events.
enum CommitTurn: Sendable {
    case durable
    case failed(OperationsError)
    /// Write these, and then settle the outcome.
    case lead([RunEvent])
}

/// Decides which waiter writes which events: one of the waiters leads and writes all pending events; the others wait for it. When many
/// events are pending without a waiter, they are written all the same.
///
/// A value that does nothing by itself. A waiter is anything that can be notified of its turn later.
struct GroupCommit<Waiter> {
    private var queued: [RunEvent] = []
    /// The last event of the commit in progress.
    private var committing: Int?
    private var durable: Int
    private var failure: OperationsError?
    private var waiters: [(sequence: Int, waiter: Waiter)] = []
    private var isEnded = false
    /// The last accepted event.
    private(set) var last: Int

    /// A chain that is durable up to an event.
    init(durable: Int) {
        self.durable = durable
        last = durable
    }

    /// How many pending events are written without a waiter.
    static var most: Int { 512 }

    /// Accepts an event, unless no event can be written any more.
    ///
    /// - Returns: The events to write now, and to settle then; `nil` for none.
    @discardableResult
    mutating func enqueue(_ event: RunEvent) -> [RunEvent]? {
        guard failure == nil, !isEnded else { return nil }
        queued.append(event)
        last = event.sequence
        return queued.count >= Self.most && committing == nil ? take() : nil
    }

    /// Requires all events up to a number to be durable.
    ///
    /// - Parameters:
    ///   - sequence: The event's number.
    ///   - unwritten: The error for an event that was never accepted.
    ///   - waiter: Kept when there is no turn yet.
    /// - Returns: The turn, or `nil` when the waiter is notified later.
    mutating func ask(_ sequence: Int, unwritten: OperationsError, _ waiter: Waiter) -> CommitTurn? {
        if sequence <= durable { return .durable }
        if let failure { return .failed(failure) }
        guard sequence <= last else { return .failed(unwritten) }
        guard committing == nil else {
            waiters.append((sequence, waiter))
            return nil
        }
        return .lead(take())
    }

    /// Settles a commit.
    ///
    /// - Parameter outcome: The outcome of the leader's events.
    /// - Returns: The notifications: to the waiters that it covered, and to the next leader. After a failure, to all.
    mutating func settle(_ outcome: Result<Void, OperationsError>) -> [(waiter: Waiter, turn: CommitTurn)] {
        switch outcome {
        case .success:
            durable = committing ?? durable
            committing = nil
            var told = waiters.filter { $0.sequence <= durable }.map { ($0.waiter, CommitTurn.durable) }
            waiters.removeAll { $0.sequence <= durable }
            if !waiters.isEmpty { told.append((waiters.removeFirst().waiter, .lead(take()))) }
            return told
        case .failure(let error):
            failure = error
            committing = nil
            queued = []
            defer { waiters = [] }
            return waiters.map { ($0.waiter, .failed(error)) }
        }
    }

    /// Accepts no further event.
    ///
    /// - Returns: Whether it was not ended before.
    mutating func end() -> Bool {
        defer { isEnded = true }
        return !isEnded
    }

    private mutating func take() -> [RunEvent] {
        defer { queued = [] }
        committing = last
        return queued
    }
}
