package import FoundationEssentials
package import FrameAPI
package import FrameOperations
import FrameSettings

/// Everything that a command is given from outside. It reads nothing else: no environment, no clock, no terminal of its own.
package struct CommandContext: Sendable {
    /// The environment variables, without a byte order mark at the head of one: `$(cat FILE)` may have put it there.
    package var environment: [String: String]
    /// The folder that one works in; `nil` where no file of a folder counts.
    package var workingFolder: String?
    /// Where people and data are. Nothing that ``redaction`` hides gets through to it.
    package var terminal: any Terminal
    /// What must not be shown, nor written into a file: every secret as soon as it is read, and every signature.
    package let redaction = Redaction()
    /// The clock.
    package var time: TimeSource
    /// The time of day of a moment, where the user is.
    package var localTime: @Sendable (Date) -> TimeOfDay
    /// Where random numbers come from.
    package var random: RandomSource
    /// Signals of the user's wish to end; `nil` where the caller deals with them.
    package var signals: (any InterruptionSource)?

    /// Makes a context.
    package init(
        environment: [String: String],
        workingFolder: String? = nil,
        terminal: any Terminal,
        time: TimeSource,
        random: RandomSource,
        signals: (any InterruptionSource)?,
        localTime: @escaping @Sendable (Date) -> TimeOfDay = TimeOfDay.local
    ) {
        self.environment = environment.mapValues { $0.droppingByteOrderMark() }
        self.workingFolder = workingFolder
        self.terminal = RedactingTerminal(terminal: terminal, redaction: redaction)
        self.time = time
        self.random = random
        self.signals = signals
        self.localTime = localTime
    }
}

extension CommandContext {
    /// What settings are read with.
    var settings: SettingsContext {
        SettingsContext(
            environment: environment,
            workingFolder: workingFolder,
            time: time,
            redaction: redaction,
            show: { [terminal, redaction] command, bytes in
                var output = HookOutput(
                    prefix: Excerpt.of(command, limit: 120),
                    terminal: terminal,
                    redaction: redaction
                )
                bytes.withUnsafeBytes { output.take($0) }
                output.finish()
            }
        )
    }
}
