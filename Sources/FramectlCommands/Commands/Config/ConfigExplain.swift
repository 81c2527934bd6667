import ArgumentParser
import FrameJournal
import FrameOperations
import FrameSettings
import FrameWording

/// `framectl config`
struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Show the settings and their sources.",
        discussion: """
            Example:
              framectl config explain
            """,
        subcommands: [ConfigExplain.self]
    )
}

/// `framectl config explain`
struct ConfigExplain: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show every setting, its value and its source.",
        discussion: """
            Reads the settings as every other command would with the same options, and sends nothing. The strongest first: \
            flags, environment, .framectl.yaml in this folder or one above it, the profile. No secret is read or shown.

            A profile (framectl init makes one) knows: account, credential, or instead of it client_id and one of \
            client_secret_file, credential_process and keyring; api_url, ca_file, and below protect: pools, kinds, users, hours, timezone, max_sessions, require_reason, \
            require_plan, read_only. A project's .framectl.yaml knows: profile, account, protect.

            Examples:
              framectl config explain
              framectl config explain --profile training --output json
            """
    )

    @OptionGroup(title: "Journal") var journal: JournalOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    var outputFormat: OutputFormat { output.output }

    private struct Row: Sendable, Encodable {
        let setting: String
        let value: String?
        /// `flag`, `environment`, `project`, `user`, `default`, or `unset`.
        let source: String
        /// The flag, the variable, or the file and the line.
        let from: String?

        init(_ row: SettingsExplanation.Row) {
            setting = row.setting
            value = row.value
            source = row.origin?.word ?? (row.value == nil ? "unset" : "default")
            let note = row.isPassedOver ? " (not used: a stronger one names the secret)" : ""
            from = row.origin.map { $0.words(in: .commandLine) + note }
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        var flags = connection.flags
        flags[.journal] = journal.journal
        let settings = try CommandSettings(flags: flags, in: context.settings)
        _ = try Protections(settings.protections)
        let explanation = SettingsExplanation(
            settings,
            journal: try? JournalPath.standard(environment: context.environment)
        )
        Listing(
            schema: "framectl.settings/1",
            name: "settings",
            rows: explanation.rows.map(Row.init),
            columns: [("Setting", \.setting), ("Value", \.value), ("Source", \.source), ("From", \.from)]
        )
        .write(as: output.form, to: context.terminal)
        return .success
    }
}
