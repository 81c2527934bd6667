import ArgumentParser
import FrameOperations

/// `framectl runs export`
struct RunsExport: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Export a run: its events (JSON Lines) or its sessions (CSV).",
        discussion: """
            jsonl has one event a line as it was written down, with its hash; csv has one session a line, with when its DELETE \
            was announced and when it was confirmed closed. Without a run, the last one.

            Example:
              framectl runs export --output csv > evening.csv
            """
    )

    @Argument(help: "The run's id.", completion: .runs)
    var run: String?

    @OptionGroup(title: "Journal") var journal: JournalOptions

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
        let journal = try await journal.storeWithRuns(in: context)
        let record = try await journal.chosen(run)
        if output == .csv {
            try await SessionExport(of: record, in: journal).write(as: spreadsheet.csv, to: context.terminal)
        } else {
            var pieces = DataPieces(to: context.terminal)
            try await journal.forEachEvent(of: record.id) { event in pieces.addLine { event.write(to: &$0) } }
            pieces.end()
        }
        return .success
    }
}

extension StoredEvent {
    /// Writes the hashed body, and its hash.
    fileprivate func write(to line: inout [UInt8]) {
        line += "{\"hash\":\"".utf8
        line += hash.utf8
        line += "\",\"event\":".utf8
        line += bytes
        line.append(UInt8(ascii: "}"))
    }
}
