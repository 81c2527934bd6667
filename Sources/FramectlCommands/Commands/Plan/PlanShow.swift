import ArgumentParser
import FoundationEssentials
import FrameAPI

/// `framectl plan show`
struct PlanShow: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a saved plan.",
        discussion: """
            Verifies the file as apply does, and sends nothing: what is printed is what apply would carry out. Its digest, and \
            whether it is still valid, are printed with it; an expired plan is shown, too. --output json prints the file itself.

            Examples:
              framectl plan show tonight.json
              framectl plan show tonight.json --output csv
            """
    )

    @Argument(help: ArgumentHelp("The saved plan; - reads standard input.", valueName: "file"), completion: .file())
    var file: String
    @OptionGroup(title: "Output") var output: OutputOptions

    var outputFormat: OutputFormat { output.output }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let saved = try SavedPlan(readingFrom: file)
        let now = context.time.now()
        try saved.checkTimes(at: now)
        let style = Style(context, on: .output)
        PlanText(saved.plan, sealed: SealedPlan(saved)).write(as: output.form, style: style, to: context.terminal)
        let validity = saved.isExpired(at: now) ? "expired at" : "valid until"
        context.terminal.writeText(
            "\(saved.digest.text), \(validity) \(saved.expiresAt.formatted(.iso8601))\n",
            to: output.output == .text ? .output : .talk
        )
        return .success
    }
}

/// The root of `plan show`, without the options of `plan`: the parser would accept those at any place, and drop them silently.
struct PlanShowRoot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Framectl.name,
        version: framectlVersion,
        subcommands: [Group.self]
    )

    struct Group: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: PlanCommand.name, subcommands: [PlanShow.self])
    }
}
