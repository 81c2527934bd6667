/// Why the journal cannot perform an operation, distinguished by ``code``.
package struct JournalError: Error, Sendable, Equatable {
    /// The failure, as a stable word.
    package enum Code: String, Sendable {
        /// The file cannot be created, opened, read or written, or is not a journal.
        case unavailable = "journal-unavailable"
        /// The named file does not exist.
        case missing = "journal-missing"
        /// There is not enough disk space for the run.
        case full = "journal-full"
        /// The file is damaged.
        case corrupt = "journal-corrupt"
        /// A newer version of the tool has written the file.
        case newer = "journal-newer"
        /// Another run is closing sessions of the same account right now.
        case runAlive = "run-alive"
        /// No run has this id.
        case unknownRun = "unknown-run"
        /// A part of an id matches several runs.
        case ambiguousRun = "ambiguous-run"
    }

    /// The failure.
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
