package import FrameOperations

/// A run that may be resumed: its log was read once, folded, and verified.
package struct FollowedRun: Sendable {
    /// Its id.
    package let id: String
    /// The fold of its events.
    package let state: RunState
    /// The end of the log.
    package let end: LogEnd

    /// Reads the events of a run.
    ///
    /// - Parameters:
    ///   - record: The run.
    ///   - journal: The store.
    /// - Throws: `journal-corrupt`, when the log was altered, or an event is not understood.
    package init(_ record: RunRecord, in journal: any RunStore) async throws {
        id = record.id
        let fold = Fold()
        let (folded, end) = try await journal.follow(record.id, into: fold) { (fold, event) throws(JournalError) in
            fold.state.apply(try event.event(by: &fold.reader))
        }
        (state, self.end) = (folded.state, end)
    }

    private struct Fold: Sendable {
        var state = RunState()
        var reader = CanonicalReader()
    }

    /// The state with the events that were added since.
    func state(with added: [StoredEvent]) throws(JournalError) -> RunState {
        var state = state
        for event in added { state.apply(try event.event()) }
        return state
    }
}
