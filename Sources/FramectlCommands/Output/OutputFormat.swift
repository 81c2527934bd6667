import ArgumentParser

/// The forms in which a command can print its data.
package enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// Tables and sentences for people.
    case text
    /// One versioned JSON document.
    case json
    /// One JSON object a line; for `close`, the events as they happen.
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
}
