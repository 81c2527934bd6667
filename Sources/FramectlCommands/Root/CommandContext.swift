package import FoundationEssentials
package import FrameAPI
package import FrameOperations
import FrameSettings

/// All external inputs of a command. It reads nothing else: no environment, no clock, no terminal of its own.
package struct CommandContext: Sendable {
    /// The environment variables, without a leading byte order mark, which `$(cat FILE)` may have added.
    package var environment: [String: String]
    /// The working folder; `nil` where no folder's file counts.
    package var workingFolder: String?
    /// The terminal for people and data. It receives no text that ``redaction`` hides.
    package var terminal: any Terminal
    /// The texts that must not be shown or written: every secret as soon as it is read, and every signature.
    package let redaction = Redaction()
    /// The clock.
    package var time: TimeSource
    /// The time of day of a moment, where the user is.
    package var localTime: @Sendable (Date) -> TimeOfDay
    /// The source of random numbers.
    package var random: RandomSource
    /// The user's interruptions; `nil` where the caller handles them.
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
    /// The inputs for reading settings.
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
