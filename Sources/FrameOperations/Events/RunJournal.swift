import Synchronization

/// Where the events of a run are kept: the boundary to whatever makes them durable.
package protocol RunJournal: Sendable {
    /// Takes the next event. Called in the order of their numbers; must not wait.
    func enqueue(_ event: RunEvent)
    /// Returns when every event up to this number is durable.
    ///
    /// - Throws: ``OperationsError`` with the code `journal-failed`. Then nothing further is closed.
    func makeDurable(through sequence: Int) async throws(OperationsError)
}

/// Keeps the events for the life of the process.
package final class InMemoryJournal: RunJournal {
    private let kept = Mutex<[RunEvent]>([])

    /// Makes an empty journal.
    package init() {}

    package func enqueue(_ event: RunEvent) {
        kept.withLock { $0.append(event) }
    }

    package func makeDurable(through sequence: Int) async throws(OperationsError) {}

    /// What was taken so far.
    package var events: [RunEvent] {
        kept.withLock { $0 }
    }
}
