import ArgumentParser

/// Everything about a run but which sessions it is for: shared by the commands that begin one.
struct RunOptions: ParsableArguments {
    @OptionGroup var consent: ConsentOptions
    @OptionGroup var sweep: SweepOptions
    @OptionGroup var reason: ReasonOption
    @OptionGroup var pace: PaceOptions
    @OptionGroup var hooks: HookOptions
    @OptionGroup var journal: JournalOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var connection: ConnectionOptions
}
