import ArgumentParser
import FrameOperations
import FrameSettings
import FrameWording

/// Hooks around a close: to block new sessions, to lower capacity, to send a notice.
struct HookOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Run this command after confirmation and before the first close; nothing is closed unless it exits with 0.",
            discussion: """
                No shell is involved: words are split as a shell would, with quotes and backslashes, and nothing is \
                expanded. For a shell write sh -c '…'. The plan comes as JSON on its standard input.
                """,
            valueName: "command"
        )
    )
    var before: String?

    @Option(
        help: ArgumentHelp(
            "Run this command at the end; the report comes as JSON on its standard input. Split like --before.",
            valueName: "command"
        )
    )
    var after: String?

    @Option(help: ArgumentHelp("End a command of --before or --after that runs longer.", valueName: "duration"))
    var hookLimit = DurationArgument(.seconds(300))

    func validate() throws {
        for hook in Hook.Moment.allCases {
            do {
                _ = try command(for: hook)
            } catch {
                let words = error.words(in: .commandLine)
                throw ValidationError("\(hook.option): \(words.detail). \(words.remedy).")
            }
        }
        guard hookLimit.duration > .zero else { throw ValidationError("--hook-limit must be longer than nothing.") }
    }

    /// The hooks that a command is named for.
    var named: Set<Hook.Moment> {
        Set(Hook.Moment.allCases.filter { ($0 == .before ? before : after) != nil })
    }

    /// The command of a hook.
    ///
    /// - Parameter hook: The moment of the hook.
    /// - Returns: The command; `nil` when none is named.
    /// - Throws: `invalid-input`, when its text is no valid command.
    func command(for hook: Hook.Moment) throws(SettingsError) -> HookCommand? {
        switch hook {
        case .before: try before.map { text throws(SettingsError) in try HookCommand(parsing: text) }
        case .after: try after.map { text throws(SettingsError) in try HookCommand(parsing: text) }
        }
    }
}

extension Hook.Moment {
    /// The option of the hook of this moment.
    var option: String { "--\(rawValue)" }
}
