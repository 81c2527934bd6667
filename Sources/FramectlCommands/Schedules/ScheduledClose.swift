import FrameOperations

/// The `close` command of a schedule, with its options.
struct ScheduledClose {
    let selection: SelectionOptions
    let options: CloseOptions
    let journal: String
    let window: DailyWindow
    /// How long reads with transient failures are retried.
    let retryFor: DurationArgument
    let settings: ScheduledSettings

    /// The command and its options. Defaults of `close` are omitted, except for the limit of sessions, which is always named.
    func arguments() async throws -> [String] {
        var options = options
        options.reason.reason = options.reason.reason ?? "scheduled close"
        let given = try await options.words()
        let ceiling = given.contains("--max-sessions") ? [] : ["--max-sessions", "\(options.ceilings.maxSessions)"]
        return try await ["close", "--yes"] + ceiling
            + ["--between", window.text, "--retry-for", retryFor.text] + given + selection.words()
            + ["--journal", journal] + settings.options.flatMap { [$0.name, $0.value] }
    }
}
