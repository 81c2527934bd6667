/// What following a chain from its beginning to its head has shown.
package enum ChainVerdict: Sendable, Equatable {
    /// Each link follows from the one before, none is missing, and the head is the last.
    ///
    /// - Parameters:
    ///   - events: How many links there are: events of a run, or runs of the journal.
    ///   - head: The last hash, as 64 hexadecimal digits.
    case whole(events: Int, head: String)
    /// A link is not what was written.
    ///
    /// - Parameters:
    ///   - at: The first that is not: an event's number, 0 for the opening of the run; or a run's number.
    ///   - reason: In what way.
    case broken(at: Int, reason: String)
}
