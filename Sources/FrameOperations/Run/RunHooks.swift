/// The hooks of a run, as the engine knows them: something with a name that is done and ends.
package struct RunHooks: Sendable {
    /// Runs before anything is closed; when it fails, nothing is.
    package var before: (command: String, run: @Sendable (Plan) async -> HookEnd)?
    /// Runs at the end, whatever the end is.
    package var after: (command: String, run: @Sendable (Report) async -> HookEnd)?

    /// Makes hooks.
    package init(
        before: (command: String, run: @Sendable (Plan) async -> HookEnd)? = nil,
        after: (command: String, run: @Sendable (Report) async -> HookEnd)? = nil
    ) {
        self.before = before
        self.after = after
    }
}
