import ArgumentParser
import FrameOperations

/// How a close goes about its work, whoever begins it: what a schedule repeats as it was given.
struct CloseOptions: ParsableArguments {
    @OptionGroup(title: "Consent") var ceilings: CeilingOptions
    @OptionGroup(title: "Those who join") var sweep: SweepOptions
    @OptionGroup(title: "Record") var reason: ReasonOption
    @OptionGroup(title: "Pace") var pace: PaceOptions
    @OptionGroup(title: "Verification") var verification: VerificationOptions
    @OptionGroup(title: "Commands around the close") var hooks: HookOptions

    /// The same for the engine.
    var settings: RunSettings { verification.applied(to: pace.settings) }
}
