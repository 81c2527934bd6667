/// Where the events of a run are kept: the boundary to whatever makes them durable.
package protocol RunJournal: Sendable {
    /// Takes the next event. Called in the order of their numbers; must not wait.
    func enqueue(_ event: RunEvent)
    /// Returns when every event up to this number is durable.
    ///
    /// - Throws: ``OperationsError`` with the code `journal-failed`. Then nothing further is closed.
    func makeDurable(through sequence: Int) async throws(OperationsError)
}

/// Keeps nothing beyond the fold that the run itself holds: what happened is known for as long as the process lives.
package struct EphemeralJournal: RunJournal {
    /// Makes one.
    package init() {}

    package func enqueue(_ event: RunEvent) {}

    package func makeDurable(through sequence: Int) async throws(OperationsError) {}
}
