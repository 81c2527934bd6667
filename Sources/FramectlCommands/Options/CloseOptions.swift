import ArgumentParser
import FrameAPI
import FrameOperations

/// The settings of a close, independent of the command that begins it: a schedule repeats them as given.
struct CloseOptions: ParsableArguments {
    @OptionGroup(title: "Confirmation") var ceilings: CeilingOptions
    @OptionGroup(title: "New sessions") var sweep: SweepOptions
    @OptionGroup(title: "Journal") var reason: ReasonOption
    @OptionGroup var work: WorkOptions
}

/// How a run works, be it begun or resumed.
struct WorkOptions: ParsableArguments {
    @OptionGroup(title: "Pace") var pace: PaceOptions
    @OptionGroup(title: "Verification") var verification: VerificationOptions
    @OptionGroup(title: "Hooks") var hooks: HookOptions

    /// The same for the engine.
    var settings: RunSettings { verification.applied(to: pace.settings) }
}

/// The reason for a run, stored in the journal.
struct ReasonOption: ParsableArguments {
    @Option(help: ArgumentHelp("Reason for this run, stored in the journal (for example a ticket).", valueName: "text"))
    var reason: String?

    func validate() throws {
        guard let reason else { return }
        guard !reason.isBlank, reason.unicodeScalars.count <= 1_000 else {
            throw ValidationError("--reason takes a text of up to 1000 characters. Leave it out, or say why.")
        }
    }
}
