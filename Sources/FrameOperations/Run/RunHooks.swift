/// The site's own commands around a close, as the engine knows them: something with a name that is done and ends.
package struct RunHooks: Sendable {
    /// How a command ended.
    package struct End: Sendable, Equatable {
        /// Whether it did what it should.
        package let succeeded: Bool
        /// How it ended, as the end of a sentence.
        package let words: String

        /// Makes an end.
        package init(succeeded: Bool, words: String) {
            self.succeeded = succeeded
            self.words = words
        }
    }

    /// Runs before anything is closed; when it fails, nothing is.
    package var before: (command: String, run: @Sendable (Plan) async -> End)?
    /// Runs at the end, whatever the end is.
    package var after: (command: String, run: @Sendable (Report) async -> End)?

    /// Makes hooks.
    package init(
        before: (command: String, run: @Sendable (Plan) async -> End)? = nil,
        after: (command: String, run: @Sendable (Report) async -> End)? = nil
    ) {
        self.before = before
        self.after = after
    }
}
