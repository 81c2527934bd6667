/// Where the events of a run are kept: the boundary to whatever makes them durable.
package protocol RunJournal: Sendable {
    /// Takes the next event. Called in the order of their numbers; must not wait.
    func enqueue(_ event: RunEvent)
    /// Returns when every event up to this number is durable.
    ///
    /// - Throws: ``OperationsError`` with the code `journal-failed`. Then nothing further is closed.
    func makeDurable(through sequence: Int) async throws(OperationsError)
}
