import FrameOperations

/// What somebody who waits for events to be durable is told.
enum CommitTurn: Sendable {
    case durable
    case failed(OperationsError)
    /// To write these, and then to settle how it went.
    case lead([RunEvent])
}

/// Decides who writes which events: of all that wait, one leads and takes along whatever is there; the others wait for it. When many have
/// come together that nobody waits for, they are written all the same.
///
/// A value that does nothing by itself. A waiter is whatever can be told its turn later.
struct GroupCommit<Waiter> {
    private var queued: [RunEvent] = []
    /// The last event of a commit that is under way.
    private var committing: Int?
    private var durable: Int
    private var failure: OperationsError?
    private var waiters: [(sequence: Int, waiter: Waiter)] = []
    private var isEnded = false
    /// The last event that was taken.
    private(set) var last: Int

    /// A chain that is durable up to an event.
    init(durable: Int) {
        self.durable = durable
        last = durable
    }

    /// How many events come together before they are written without anybody's asking.
    static var most: Int { 512 }

    /// Takes an event, unless no event can be written any more.
    ///
    /// - Returns: What is to be written now, and settled then; `nil` for nothing.
    @discardableResult
    mutating func enqueue(_ event: RunEvent) -> [RunEvent]? {
        guard failure == nil, !isEnded else { return nil }
        queued.append(event)
        last = event.sequence
        return queued.count >= Self.most && committing == nil ? take() : nil
    }

    /// Asks for everything up to an event to be durable.
    ///
    /// - Parameters:
    ///   - sequence: The event's number.
    ///   - unwritten: The error for an event that was never taken.
    ///   - waiter: Kept when there is no turn yet.
    /// - Returns: The turn, or `nil` when the waiter is told later.
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

    /// Takes note of how a commit went.
    ///
    /// - Parameter outcome: Of what the leader was given.
    /// - Returns: Who is to be told what: those it covered, and the next leader. After a failure everybody.
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

    /// Takes no further event.
    ///
    /// - Returns: Whether it had not been ended before.
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
