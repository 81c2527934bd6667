import ArgumentParser
import FrameAPI

/// Parses a command line, runs it in a context, and turns every result into words and an exit status.
package enum CommandRunner {
    /// Runs a command line, without the program's name.
    package static func run(_ arguments: [String], in context: CommandContext) async -> ExitStatus {
        await Redaction.$current.withValue(context.redaction) { await carryOut(arguments, in: context) }
    }

    private static func carryOut(_ arguments: [String], in context: CommandContext) async -> ExitStatus {
        if let request = HelpRequest(arguments) { return request.answer(in: context) }
        if let repeated = RepeatedOption(arguments) { return refuse(repeated.words, of: arguments, in: context) }
        let path = CommandPath(arguments)
        let root: any AsyncParsableCommand.Type = path.command == PlanShow.self ? PlanShowRoot.self : Framectl.self
        do {
            var command = try await CompletionRequest.$context.withValue(context) {
                try await root.asyncParseAsRoot(arguments)
            }
            if let command = command as? any ContextualCommand {
                guard type(of: command) == path.command else {
                    let name = type(of: command).name
                    let words = path.usage(after: "'\(name)' has to come before all options.")
                    return refuse(words, of: arguments, in: context)
                }
                return await run(command, in: context)
            }
            // The parser's own: help, and groups of commands, which answer with their help.
            try command.run()
            return .success
        } catch {
            return explain(error, of: arguments, under: root, in: context)
        }
    }

    private static func refuse(
        _ words: String,
        of arguments: [String],
        in context: CommandContext
    ) -> ExitStatus {
        context.terminal.writeText(words)
        tell(words, of: arguments, in: context)
        return .usage
    }

    /// A usage error for a program, where the invalid command line requests that form.
    private static func tell(_ words: String, of arguments: [String], in context: CommandContext) {
        let options = arguments.prefix { $0 != "--" }
        let asksForJSON =
            options.contains("--output=json")
            || zip(options, options.dropFirst()).contains { $0 == ("--output", "json") }
        if asksForJSON { context.terminal.write(JSONText.document(Failure(usage: words)), to: .output) }
    }

    private static func run(_ command: any ContextualCommand, in context: CommandContext) async -> ExitStatus {
        do {
            return try await command.run(in: context)
        } catch {
            return report(error, as: command.outputFormat, in: context)
        }
    }

    /// Help, version and usage errors, in the parser's own words.
    private static func explain(
        _ error: any Error,
        of arguments: [String],
        under root: any AsyncParsableCommand.Type,
        in context: CommandContext
    ) -> ExitStatus {
        let status = ExitStatus(rawValue: root.exitCode(for: error).rawValue)
        if status == .usage, let mistake = CommandMistake(arguments) {
            return refuse(mistake.words, of: arguments, in: context)
        }
        let message = root.fullMessage(for: error, columns: context.terminal.size().columns)
        if status == .usage, let option = ForeignOption(arguments) {
            let usage = message.parts(between: "\n").drop { !$0.begins(with: "Usage:") }
            return refuse(([option.words] + usage).map { $0 + "\n" }.joined(), of: arguments, in: context)
        }
        guard status != .success else {
            context.terminal.write(message + "\n", to: .output)
            return status
        }
        // It quotes the typed text, or that of a script.
        let lines = message.parts(between: "\n").map { Excerpt.of($0, limit: 1_000) }
        for line in lines { context.terminal.writeText(line + "\n") }
        if status == .usage { tell(lines.joined(separator: "\n"), of: arguments, in: context) }
        return status
    }

    private static func report(_ error: any Error, as format: OutputFormat, in context: CommandContext) -> ExitStatus {
        let failure = Failure(error)
        context.terminal.writeText(failure.words)
        if format == .json { context.terminal.writeData(JSONText.document(failure)) }
        return ExitStatus(rawValue: failure.exitStatus)
    }
}
