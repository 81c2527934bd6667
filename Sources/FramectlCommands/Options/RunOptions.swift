import ArgumentParser

/// All options of a run except the selection of sessions: shared by the commands that begin one.
struct RunOptions: ParsableArguments {
    @OptionGroup(title: "Confirmation") var consent: ConsentOptions
    @OptionGroup var close: CloseOptions
    @OptionGroup(title: "Journal") var journal: JournalOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions
}

/// How a script confirms a plan.
struct ConsentOptions: ParsableArguments {
    @Flag(help: "Confirm whatever the plan shows, within the limits, without a question.")
    var yes = false

    @Option(
        help: ArgumentHelp(
            "Confirm exactly this plan, as in \"close 412 sessions\"; refused when the count has changed.",
            valueName: "phrase"
        )
    )
    var confirm: String?
}
