import ArgumentParser

/// The output formats of a command.
package enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// Tables and sentences for people.
    case text
    /// One versioned JSON document.
    case json
    /// One JSON object on each line; for `close`, the events as they happen.
    case jsonl
    /// Rows with a heading.
    case csv
}

struct OutputOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "How to print the data: text, json (one document), jsonl (a line each; for close: the events), csv.",
            valueName: "format"
        )
    )
    var output: OutputFormat = .text

    @OptionGroup var spreadsheet: SpreadsheetOption

    func validate() throws {
        try spreadsheet.check(output)
    }

    /// The format with its options.
    var form: OutputForm { OutputForm(format: output, csv: spreadsheet.csv) }
}

/// The format of data, in every detail.
struct OutputForm: Sendable {
    let format: OutputFormat
    var csv = CSVText()
}

/// Whether CSV is for a spreadsheet.
struct SpreadsheetOption: ParsableArguments {
    @Flag(
        help: "In CSV, put an apostrophe before cells that a spreadsheet would compute; the data is exact without it."
    )
    var spreadsheetSafe = false

    var csv: CSVText { CSVText(isSpreadsheetSafe: spreadsheetSafe) }

    func check(_ format: OutputFormat) throws {
        guard !spreadsheetSafe || format == .csv else {
            throw ValidationError("--spreadsheet-safe needs --output csv.")
        }
    }
}
