import FrameAPI

/// Runs a command that provides a secret, or stores one: without a terminal, for a limited time, and without the client secret in its
/// environment. Its standard output is never shown; its standard error is shown.
package struct CredentialCommand: Sendable {
    /// The command and its arguments.
    package let command: HookCommand
    /// How long it may take.
    package let limit: Duration

    /// Makes one.
    package init(command: HookCommand, limit: Duration = Self.longest) {
        self.command = command
        self.limit = limit
    }

    /// The maximum time for a source of a secret.
    package static let longest: Duration = .seconds(60)

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - input: Its standard input.
    ///   - context: The environment and the clock.
    /// - Returns: Its standard output.
    /// - Throws: How it ended, when it cannot be started, fails, prints more than a credential or takes too long.
    package func run(input: String = "", in context: SettingsContext) async throws(ChildProcess.End) -> [UInt8] {
        var process = ChildProcess(command.words, environment: context.environment, limit: limit, on: context.time)
        process.input = Array(input.utf8)
        let printed = CollectedOutput(limit: 64 << 10)
        let end = await process.run(
            output: printed.take,
            errors: { part in
                context.show(Array(part))
                return true
            }
        )
        guard end == .exited(0) else { throw end }
        return printed.bytes
    }
}
