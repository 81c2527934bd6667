import ArgumentParser
import FrameOperations

/// `framectl plan`
struct PlanCommand: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Shows what close would do. Reads only.",
        discussion: """
            Lists pools and sessions, and shows which sessions close would close, which it would leave alone, and why. Sends \
            nothing but GET.

            Example:   framectl plan --exclude-pool "Reception kiosks"
            """
    )

    @OptionGroup var selection: SelectionOptions
    @Flag(help: "End with status 2 when there are sessions to close, and with 0 when there are none.")
    var detailedExitCode = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var connection: ConnectionOptions

    var outputFormat: OutputFormat { output.output }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await ServiceConnection.with(connection, in: context) { service, context in
            let criteria = try await selection.criteria(from: context.terminal)
            Progress.begin("Listing pools and sessions", service: service, in: context)
            let plan = try await service.survey(criteria, time: context.time)
            PlanText(plan).write(as: output.output, style: Style(context, on: .output), to: context.terminal)
            return detailedExitCode && !plan.targets.isEmpty ? .hasWork : .success
        }
    }
}
