import ArgumentParser
import FrameJournal

/// Where the journal is.
struct JournalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The journal; by default framectl/journal.sqlite in $XDG_STATE_HOME or ~/.local/state. [FRAMECTL_JOURNAL]",
            valueName: "file"
        ),
        completion: .file()
    )
    var journal: String?

    /// The file's path.
    func path(in environment: [String: String]) throws(JournalError) -> String {
        if let named = named(in: environment) { return named }
        return try JournalPath.standard(environment: environment)
    }

    /// The path that the user has named; `nil` for the default.
    func named(in environment: [String: String]) -> String? {
        journal ?? environment["FRAMECTL_JOURNAL"].flatMap { $0.isEmpty ? nil : $0 }
    }
}
