/// Why the journal cannot do what was asked, told apart by ``code``.
package struct JournalError: Error, Sendable, Equatable {
    /// What was wrong, as a stable word.
    package enum Code: String, Sendable {
        /// The file cannot be made, opened, read or written, or is something else than a journal.
        case unavailable = "journal-unavailable"
        /// The file that was named is not there.
        case missing = "journal-missing"
        /// There is no room for what the run would write.
        case full = "journal-full"
        /// The file is damaged.
        case corrupt = "journal-corrupt"
        /// A newer version of the tool has written the file.
        case newer = "journal-newer"
        /// Another run is closing sessions of the same account right now.
        case runAlive = "run-alive"
        /// No run has this id.
        case unknownRun = "unknown-run"
        /// A part of an id fits several runs.
        case ambiguousRun = "ambiguous-run"
    }

    /// What was wrong.
    package let code: Code
    /// The same in words.
    package let detail: String
    /// What to do.
    package let remedy: String

    /// Makes an error.
    package init(_ code: Code, detail: String, remedy: String) {
        self.code = code
        self.detail = detail
        self.remedy = remedy
    }
}
