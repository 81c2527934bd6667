package import FrameAPI

/// Runs a command that provides a secret, or stores one: without a terminal, for a limited time, and without the client secret in its
/// environment. Its standard output is never shown. Its standard error is shown after it has ended: only then is the secret known that it
/// may contain.
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

    private static let mostOutput = 64 << 10

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - input: What it is given on standard input.
    ///   - context: The environment, the clock, and what shows the rest.
    ///   - secret: Finds the secret in what it printed, also where it failed.
    /// - Returns: What it printed.
    /// - Throws: How it ended, when it cannot be started, fails, prints more than a credential or takes too long.
    package func run(
        input: String = "",
        in context: SettingsContext,
        secret: ([UInt8]) -> Secret? = { _ in nil }
    ) async throws(ChildProcess.End) -> [UInt8] {
        var process = ChildProcess(command.words, environment: context.environment, limit: limit, on: context.time)
        process.input = Array(input.utf8)
        let printed = CollectedOutput(limit: Self.mostOutput)
        let said = CollectedOutput(limit: Self.mostOutput)
        let end = await process.run(output: printed.take, errors: said.takeBeginning)
        if let secret = secret(printed.bytes) { context.redaction.hide(secret) }
        context.show(command.words.first ?? "", said.wholeLines)
        guard end == .exited(0) else { throw end }
        return printed.bytes
    }
}
