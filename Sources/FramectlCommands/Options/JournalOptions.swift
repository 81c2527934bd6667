import ArgumentParser
import FrameJournal

/// Where the record of runs is kept.
struct JournalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The record of runs; by default framectl/journal.sqlite in $XDG_STATE_HOME or ~/.local/state. [FRAMECTL_JOURNAL]",
            valueName: "file"
        ),
        completion: .file()
    )
    var journal: String?

    /// The file's path.
    func path(in environment: [String: String]) throws(JournalError) -> String {
        if let journal { return journal }
        if let path = environment["FRAMECTL_JOURNAL"], !path.isEmpty { return path }
        return try JournalPath.standard(environment: environment)
    }
}
