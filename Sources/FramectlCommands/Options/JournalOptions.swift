import ArgumentParser
import FrameJournal
import FrameOperations

/// The path of the journal.
struct JournalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The journal; by default framectl/journal.sqlite in $XDG_STATE_HOME or ~/.local/state. [FRAMECTL_JOURNAL]",
            valueName: "file"
        ),
        completion: .file()
    )
    var journal: String?

    /// Opens the journal of runs, and creates it where there is none.
    func store(in context: CommandContext) async throws(JournalError) -> any RunStore {
        try await Journal.open(at: path(in: context.environment))
    }

    /// Opens the journal of earlier runs.
    ///
    /// - Parameters:
    ///   - context: The environment.
    ///   - isForReading: Whether it is only read.
    /// - Returns: The journal; `nil` when none is named, and none was ever created at the default path.
    /// - Throws: `journal-missing`, or the reason why it cannot be read.
    func existingStore(
        in context: CommandContext,
        isForReading: Bool = true
    ) async throws(JournalError) -> (any RunStore)? {
        try await Journal.open(
            existingAt: path(in: context.environment),
            isNamed: named(in: context.environment) != nil,
            isForReading: isForReading
        )
    }

    /// The same, where runs are required.
    ///
    /// - Throws: `no-runs`, when there was never one.
    func storeWithRuns(in context: CommandContext) async throws -> any RunStore {
        guard let store = try await existingStore(in: context) else {
            throw try CommandError.noJournal(self, in: context)
        }
        return store
    }

    /// The file's path.
    func path(in environment: [String: String]) throws(JournalError) -> String {
        if let named = named(in: environment) { return named }
        return try JournalPath.standard(environment: environment)
    }

    /// The path that the user named; `nil` for the default.
    func named(in environment: [String: String]) -> String? {
        journal ?? environment["FRAMECTL_JOURNAL"].flatMap { $0.isEmpty ? nil : $0 }
    }
}
