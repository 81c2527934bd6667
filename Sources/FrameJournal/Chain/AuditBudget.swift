/// Decides when a run is read again as a whole, after another program has written to the journal: most of the time at once, and never so
/// often that reading costs more than a multiple of what is written, for another run may be writing all the time.
struct AuditBudget {
    /// How many events may be read.
    private var credit = 0
    /// Whether the run has to be read before its end.
    private(set) var isDue = false

    /// Takes note of a commit.
    mutating func earn(byWriting events: Int) {
        credit += 2 * events + 100
    }

    /// Takes note that the journal was written by another program.
    ///
    /// - Parameter count: How many events the run has.
    /// - Returns: Whether to read them all now.
    mutating func spend(_ count: Int) -> Bool {
        isDue = credit < count
        if !isDue { credit -= count }
        return !isDue
    }
}
