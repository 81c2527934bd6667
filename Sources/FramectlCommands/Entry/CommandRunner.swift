import ArgumentParser

/// Reads a command line, runs it in a context, and turns whatever happens into words and an exit status.
package enum CommandRunner {
    /// Runs a command line, without the program's name.
    package static func run(_ arguments: [String], in context: CommandContext) async -> ExitStatus {
        if let request = HelpRequest(arguments) { return request.answer(in: context) }
        do {
            var command = try await CompletionRequest.$context.withValue(context) {
                try await Framectl.asyncParseAsRoot(arguments)
            }
            if let command = command as? any ContextualCommand {
                return await run(command, in: context)
            }
            // The parser's own: help, and groups of commands, which answer with their help.
            try command.run()
            return .success
        } catch {
            return explain(error, of: arguments, in: context)
        }
    }

    private static func run(_ command: any ContextualCommand, in context: CommandContext) async -> ExitStatus {
        do {
            return try await command.run(in: context)
        } catch {
            return report(error, as: command.outputFormat, in: context)
        }
    }

    /// Help, version and usage errors, in the parser's own words.
    private static func explain(_ error: any Error, of arguments: [String], in context: CommandContext) -> ExitStatus {
        let status = ExitStatus(rawValue: Framectl.exitCode(for: error).rawValue)
        if status == .usage, let mistake = CommandMistake(arguments) {
            context.terminal.write(mistake.words, to: .talk)
            return status
        }
        let message = Framectl.fullMessage(for: error, columns: context.terminal.size().columns)
        context.terminal.write(message + "\n", to: status == .success ? .output : .talk)
        return status
    }

    private static func report(_ error: any Error, as format: OutputFormat, in context: CommandContext) -> ExitStatus {
        let failure = Failure(error)
        context.terminal.write(failure.words, to: .talk)
        if format == .json { context.terminal.write(JSONText.document(failure), to: .output) }
        return ExitStatus(rawValue: failure.exitStatus)
    }
}
