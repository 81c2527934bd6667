import FrameAPI
import Synchronization

/// The only way to record an event: numbers it, folds it, and passes it to the journal and to the views.
final class RunLog: Sendable {
    private let current: Mutex<RunState>
    private let environment: RunEnvironment
    /// Whether an event was added since ``keepDurable()`` last made all of them durable.
    private let hasNews = Atomic(false)
    private let news = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// The maximum time until an event without a waiter is durable.
    private static let longestUnwritten: Duration = .milliseconds(100)

    /// Begins a log, or continues one from a state.
    init(after state: RunState = RunState(), in environment: RunEnvironment) {
        current = Mutex(state)
        self.environment = environment
    }

    /// The fold of all events.
    var state: RunState {
        current.withLock { $0 }
    }

    /// Reads from the folded state without copying it.
    func read<Value: Sendable>(_ body: (RunState) -> Value) -> Value {
        current.withLock { body($0) }
    }

    /// Records a fact. It becomes durable with the next one that is awaited.
    @discardableResult
    func note(_ fact: RunEvent.Fact) -> Int {
        current.withLock { append(fact, to: &$0) }
    }

    /// Records a fact, unless the state at that moment excludes it.
    ///
    /// - Returns: Whether it was recorded.
    func note(_ fact: RunEvent.Fact, unless isRuledOut: (RunState) -> Bool) -> Bool {
        current.withLock { state in
            guard !isRuledOut(state) else { return false }
            append(fact, to: &state)
            return true
        }
    }

    @discardableResult
    private func append(_ fact: RunEvent.Fact, to state: inout RunState) -> Int {
        let event = RunEvent(sequence: state.lastSequence + 1, time: environment.time.now(), fact: fact)
        state.apply(event)
        environment.journal.enqueue(event)
        environment.observe(event, state.progress)
        if !hasNews.exchange(true, ordering: .relaxed) { news.continuation.yield() }
        return event.sequence
    }

    /// Makes events without a waiter durable, a moment after they were added, until the task is cancelled: a received answer is in the
    /// journal although others are waited for.
    func keepDurable() async {
        for await _ in news.stream {
            try? await environment.time.sleep(Self.longestUnwritten)
            hasNews.store(false, ordering: .relaxed)
            // The waiter for an event receives the error that it cannot be written.
            try? await makeDurable()
        }
    }

    /// Records a fact and returns when it is durable.
    func record(_ fact: RunEvent.Fact) async throws(OperationsError) {
        try await makeDurable(through: note(fact))
    }

    /// Returns when everything noted so far is durable.
    func makeDurable() async throws(OperationsError) {
        try await makeDurable(through: read { $0.lastSequence })
    }

    /// Returns when every fact up to this number is durable.
    func makeDurable(through sequence: Int) async throws(OperationsError) {
        try await environment.journal.makeDurable(through: sequence)
    }
}

/// The progress of a run, small enough to be passed on with every event.
package struct RunProgress: Sendable, Equatable {
    /// How many sessions were confirmed.
    package let targets: Int
    /// How many of them had an answer to a DELETE or are known to be gone.
    package let handled: Int
    /// How many of them are known to be gone.
    package let gone: Int
    /// How many of them the last listing does not show, known to be gone or not.
    package let unlisted: Int
    /// Whether the run has ended.
    package let isFinished: Bool

    /// How many of them are not known to be gone.
    package var left: Int { targets - gone }
}
