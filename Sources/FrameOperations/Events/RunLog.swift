import FrameAPI
import Synchronization

/// The one way in which anything is said to have happened: numbers an event, folds it, hands it to the journal and to the views.
final class RunLog: Sendable {
    private struct Current {
        var sequence = 0
        var state = RunState()
    }

    private let current = Mutex(Current())
    private let journal: any RunJournal
    private let time: TimeSource
    private let observe: @Sendable (RunEvent, RunProgress) -> Void

    init(journal: any RunJournal, time: TimeSource, observe: @escaping @Sendable (RunEvent, RunProgress) -> Void) {
        self.journal = journal
        self.time = time
        self.observe = observe
    }

    /// Everything that has happened, folded.
    var state: RunState {
        current.withLock { $0.state }
    }

    /// Reads from the folded state without copying it.
    func read<Value: Sendable>(_ body: (RunState) -> Value) -> Value {
        current.withLock { body($0.state) }
    }

    /// Records a fact. It becomes durable with the next one that is awaited.
    @discardableResult
    func note(_ fact: RunEvent.Fact) -> Int {
        current.withLock { current in
            current.sequence += 1
            let event = RunEvent(sequence: current.sequence, time: time.now(), fact: fact)
            current.state.apply(event)
            journal.enqueue(event)
            observe(event, current.state.progress)
            return event.sequence
        }
    }

    /// Records a fact and returns when it is durable.
    func record(_ fact: RunEvent.Fact) async throws(OperationsError) {
        try await makeDurable(through: note(fact))
    }

    /// Returns when every fact up to this number is durable.
    func makeDurable(through sequence: Int) async throws(OperationsError) {
        try await journal.makeDurable(through: sequence)
    }
}
