import ArgumentParser

/// Everything about a run but which sessions it is for: shared by the commands that begin one.
struct RunOptions: ParsableArguments {
    @OptionGroup(title: "Consent") var consent: ConsentOptions
    @OptionGroup var close: CloseOptions
    @OptionGroup(title: "Record") var journal: JournalOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions
}
