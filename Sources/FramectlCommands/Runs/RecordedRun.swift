import FrameAPI
import FrameOperations

/// A run according to the journal: the fold of its events.
struct RecordedRun: Sendable {
    let record: RunRecord
    let state: RunState

    /// Reads and folds the events of a run.
    ///
    /// - Parameters:
    ///   - record: The run.
    ///   - journal: The store.
    /// - Throws: `journal-corrupt`, when an event is not understood.
    init(_ record: RunRecord, in journal: any RunStore) async throws {
        var state = RunState()
        var reader = CanonicalReader()
        try await journal.forEachEvent(of: record.id) { state.apply(try $0.event(by: &reader)) }
        self.record = record
        self.state = state
    }

    /// Its state, in a word.
    var standing: RunStanding { RunStanding(record) }
}

/// The state of a run, in a word.
enum RunStanding: String, Sendable, Encodable {
    /// A process works on it.
    case running
    /// It ended.
    case finished
    /// The user interrupted it; it ended in order.
    case interrupted
    /// Its process ended before it did.
    case aborted

    init(_ record: RunRecord) {
        if record.isAlive {
            self = .running
        } else if case .finished(let end) = record.lastEvent?.fact {
            self = end.ending == .interrupted ? .interrupted : .finished
        } else {
            self = .aborted
        }
    }

}

extension RunStore {
    /// One run: the named one, or the last.
    ///
    /// - Parameter name: Its id, or a part of it; `nil` for the last.
    /// - Returns: The run.
    /// - Throws: `no-runs`, when there is none; `unknown-run`, `ambiguous-run`.
    func chosen(_ name: String?) async throws -> RunRecord {
        if let name { return try await record(of: name) }
        guard let last = try await runs().last else { throw CommandError.noRuns(path) }
        return last
    }
}

extension CommandError {
    /// There is no journal: as another user, or under sudo and cron, its default path is different.
    static func noJournal(_ options: JournalOptions, in context: CommandContext) throws(JournalError) -> CommandError {
        CommandError(
            .noRuns,
            detail: "no journal was found at “\(try options.path(in: context.environment))”",
            remedy:
                "Begin a run with framectl close, or name the journal with --journal if another user closed"
        )
    }

    /// There is no run in the journal.
    static func noRuns(_ path: String) -> CommandError {
        CommandError(
            .noRuns,
            detail: "the journal “\(path)” has no runs",
            remedy: "Begin one with framectl close, or name another journal with --journal"
        )
    }
}
