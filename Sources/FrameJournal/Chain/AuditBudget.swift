/// Decides when a run is read again completely, after another program has written to the journal: usually at once, but never so often that
/// reading costs more than a multiple of writing, because another run may be writing all the time.
struct AuditBudget {
    /// How many events may be read.
    private var credit = 0
    /// Whether the run has to be read before its end.
    private(set) var isDue = false

    /// Adds the events of a commit to the budget.
    mutating func earn(byWriting events: Int) {
        credit += 2 * events + 100
    }

    /// Another program has written to the journal.
    ///
    /// - Parameter count: How many events the run has.
    /// - Returns: Whether to read them all now.
    mutating func spend(_ count: Int) -> Bool {
        isDue = credit < count
        if !isDue { credit -= count }
        return !isDue
    }
}
