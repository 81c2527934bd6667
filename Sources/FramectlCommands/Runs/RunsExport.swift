import ArgumentParser
import FrameJournal
import FrameOperations

/// `framectl runs export`
struct RunsExport: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes a run for somebody else: every event, or every session.",
        discussion: """
            jsonl has one event a line as it was written down, with its hash; csv has one session a line, with when its DELETE \
            was announced and when it was seen gone. Without a run, the last one.

            Example:
              framectl runs export --output csv > evening.csv
            """
    )

    @Argument(help: "The run's id.", completion: .runs)
    var run: String?

    @OptionGroup(title: "Record") var journal: JournalOptions

    @Option(help: ArgumentHelp("The form: jsonl (events) or csv (sessions).", valueName: "format"))
    var output = OutputFormat.jsonl

    @OptionGroup var spreadsheet: SpreadsheetOption

    var outputFormat: OutputFormat { output }

    func validate() throws {
        guard output == .jsonl || output == .csv else {
            throw ValidationError("--output \(output.rawValue): an export is jsonl or csv.")
        }
        try spreadsheet.check(output)
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        guard let journal = try Journal.existing(journal, in: context) else {
            throw try CommandError.noJournal(journal, in: context)
        }
        let record = try journal.chosen(run)
        if output == .csv {
            try SessionExport(of: record, in: journal).write(as: spreadsheet.csv, to: context.terminal)
        } else {
            try journal.forEachEvent(of: record.id) { context.terminal.writeData($0.line) }
        }
        return .success
    }
}

extension StoredEvent {
    /// The body as it is hashed, and its hash, on one line.
    fileprivate var line: String { "{\"hash\":\"\(hash)\",\"event\":\(body)}\n" }
}
