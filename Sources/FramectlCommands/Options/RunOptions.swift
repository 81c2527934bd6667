import ArgumentParser

/// Everything about a run but which sessions it is for: shared by the commands that begin one.
struct RunOptions: ParsableArguments {
    @OptionGroup(title: "Consent") var consent: ConsentOptions
    @OptionGroup(title: "Those who join") var sweep: SweepOptions
    @OptionGroup(title: "Record") var reason: ReasonOption
    @OptionGroup(title: "Pace") var pace: PaceOptions
    @OptionGroup(title: "Verification") var verification: VerificationOptions
    @OptionGroup(title: "Commands around the close") var hooks: HookOptions
    @OptionGroup(title: "Record") var journal: JournalOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions
}
