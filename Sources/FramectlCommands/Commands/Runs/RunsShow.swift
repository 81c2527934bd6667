import ArgumentParser
import FrameAPI
import FrameOperations

/// `framectl runs show`
struct RunsShow: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the details of a run.",
        discussion: """
            User, time, reason and machine; what was confirmed; what happened; the outcome of every session. \
            Without a run, the last one. An id may be shortened to what is unique at its beginning or end.

            Example:
              framectl runs show 20261120T180501Z-kfqd
            """
    )

    @Argument(help: "The run's id.", completion: .runs)
    var run: String?

    @OptionGroup(title: "Journal") var journal: JournalOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    var outputFormat: OutputFormat { output.output }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let journal = try await journal.storeWithRuns(in: context)
        let recorded = try await RecordedRun(journal.chosen(run), in: journal)
        try await RunStory(recorded, in: journal).write(
            as: output.form,
            style: Style(context, on: .output),
            to: context.terminal
        )
        return .success
    }
}
