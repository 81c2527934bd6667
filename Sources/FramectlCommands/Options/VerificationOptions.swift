import ArgumentParser
import FrameOperations

/// How absence is verified.
struct VerificationOptions: ParsableArguments {
    /// The sessions that are asked for by themselves, among those that are no longer listed.
    enum Verification: String, CaseIterable, ExpressibleByArgument, Sendable {
        case sample, each
    }

    @Option(
        help: ArgumentHelp(
            "Ask for single sessions that are no longer listed: up to 64 of them at random (sample), or each.",
            valueName: "which"
        )
    )
    var verify = Verification.sample

    /// The same settings with it.
    func applied(to settings: RunSettings) -> RunSettings {
        var settings = settings
        if verify == .each { settings.sample = nil }
        return settings
    }
}
