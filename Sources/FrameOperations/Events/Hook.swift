/// A command of the site's own around the close.
package struct Hook: Sendable, Codable, Equatable {
    /// When it runs.
    package enum Moment: String, Sendable, Codable, CaseIterable {
        /// Before anything is closed, with the plan.
        case before
        /// At the end, with the report.
        case after
    }

    /// How far it is.
    package enum Phase: String, Sendable, Codable {
        /// About to be started.
        case started
        /// It did what it should.
        case succeeded
        /// It could not be started, or did not end well.
        case failed
    }

    package let moment: Moment
    /// The command as it was given.
    package let command: String
    package let phase: Phase
    /// How it ended, as the end of a sentence; `nil` before it has.
    package let detail: String?
}
