import ArgumentParser
import FrameAPI
import FrameOperations
import FrameSettings
import FrameWorkflows

/// `framectl plan`
struct PlanCommand: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what close would do. Read-only.",
        discussion: """
            Lists pools and sessions, and shows which sessions close would close, which it would skip, and why. Sends \
            nothing but GET.

            With -o the plan is saved besides, so that exactly it can be reviewed (framectl plan show), approved, and carried \
            out by framectl apply.

            Examples:
              framectl plan --exclude-pool "Reception kiosks"
              framectl plan -o tonight.json --valid-for 8h
            """,
        subcommands: [PlanShow.self]
    )

    @OptionGroup(title: "Which sessions") var selection: SelectionOptions
    @Flag(help: "End with status 2 when there are sessions to close, and with 0 when there are none.")
    var detailedExitCode = false
    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Save the plan in this file, for apply; replaces a file that is there.", valueName: "file"),
        completion: .file()
    )
    var save: String?
    @Option(
        help: ArgumentHelp(
            "For how long after the listing the plan may be carried out, such as 8h; at most 168h (7 days).",
            valueName: "duration"
        )
    )
    var validFor = DurationArgument(SealedPlan.validity)
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    var outputFormat: OutputFormat { output.output }

    func validate() throws {
        if let save { try Self.check(save) }
        guard validFor.duration >= .seconds(1) else { throw ValidationError("--valid-for takes at least 1s.") }
    }

    /// In other tools `-o` is the form of output.
    private static func check(_ save: String) throws {
        guard !save.isEmpty else { throw ValidationError("--save is empty. Name a file.") }
        if save == "-" {
            throw ValidationError(
                "-o saves the plan in a file, and “-” is not one. To print it: --output json > FILE"
            )
        }
        guard let form = OutputFormat(rawValue: save.lowercased()) else { return }
        throw ValidationError(
            "-o saves the plan in a file, and “\(save)” is a form of output. To print it: --output \(form.rawValue). "
                + "To save it in a file of that name: -o ./\(save)"
        )
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await ServiceConnection.with(connection, in: context) { service, context in
            let criteria = try await selection.criteria(from: context.terminal)
            service.announce("Listing pools and sessions", in: context)
            let plan = try await service.serviceAccount().survey(criteria, time: context.time)
            let sealed = SealedPlan(plan, validFor: validFor.duration, hiding: context.redaction)
            let saved = try save.map { path throws(SettingsError) in try sealed.save(to: path) }
            PlanText(plan, sealed: sealed).write(
                as: output.form,
                style: Style(context, on: .output),
                to: context.terminal
            )
            if let saved { context.terminal.writeText(saved, to: output.output == .text ? .output : .talk) }
            let isUnknown = plan.absent.contains { $0.isOpen || ($0.isNotFound && !selection.ignoreNotFound) }
            if isUnknown { return .incomplete }
            guard plan.targets.isEmpty else { return detailedExitCode ? .hasWork : .success }
            return plan.basis.doubtful ? .incomplete : .success
        }
    }
}
