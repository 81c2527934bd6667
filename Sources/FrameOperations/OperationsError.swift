/// Why an operation did not begin or could not go on, told apart by ``code``.
package struct OperationsError: Error, Sendable, Equatable {
    /// What was wrong, as a stable word.
    package enum Code: String, Sendable {
        /// A pool was named that the listing does not show.
        case unknownPool = "unknown-pool"
        /// A pool's name fits several pools.
        case ambiguousPool = "ambiguous-pool"
        /// A session is excluded by an id that only looks like that of a listed one.
        case ambiguousSession = "ambiguous-session"
        /// A session was named that is listed in a pool that is not selected.
        case sessionNotSelected = "session-not-selected"
        /// The listing shows no pool of a selected kind.
        case noSelectedPool = "no-selected-pool"
        /// A protected pool is not listed.
        case unknownProtectedPool = "unknown-protected-pool"
        /// The service did not send what a rule asks about.
        case fieldNotSent = "field-not-sent"
        /// A profile, or the file of the folder, does not allow it.
        case protected
        /// More sessions would be closed than a ceiling allows.
        case overCeiling = "over-ceiling"
        /// Consent was given to something else than what is shown.
        case consentRefused = "consent-refused"
        /// The account has changed too much since the plan was made.
        case planDrifted = "plan-drifted"
        /// A run cannot be gone on with: it is over, or never began.
        case notResumable = "not-resumable"
        /// The run's log cannot be written.
        case journalFailed = "journal-failed"
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
