import ArgumentParser
import FrameOperations

/// How it is verified that sessions are gone.
struct VerificationOptions: ParsableArguments {
    /// Which of the sessions that are no longer listed are asked for by themselves.
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
