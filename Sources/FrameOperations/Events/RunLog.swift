import FrameAPI
import Synchronization

/// The only way to record an event: numbers it, folds it, and passes it to the journal and to the views.
final class RunLog: Sendable {
    private let current: Mutex<RunState>
    private let environment: RunEnvironment

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
        current.withLock { state in
            let event = RunEvent(sequence: state.lastSequence + 1, time: environment.time.now(), fact: fact)
            state.apply(event)
            environment.journal.enqueue(event)
            environment.observe(event, state.progress)
            return event.sequence
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
