package import FrameOperations

/// A run that may be resumed: its log was read once, folded, and is what was written.
package struct FollowedRun: Sendable {
    /// Its id.
    package let id: String
    /// What its events tell.
    package let state: RunState
    /// How far the log goes.
    package let end: LogEnd

    /// Reads the events of a run.
    ///
    /// - Parameters:
    ///   - record: The run.
    ///   - journal: Where it is kept.
    /// - Throws: `journal-corrupt`, when the log is not what was written, or an event is not understood.
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
