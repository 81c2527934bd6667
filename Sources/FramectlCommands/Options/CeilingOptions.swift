import ArgumentParser
import FrameOperations

/// The limits of one run.
struct CeilingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Refuse to close more sessions than this.", valueName: "n"))
    var maxSessions = Ceilings().sessions

    @Option(
        help: ArgumentHelp("Refuse to close a larger share of all active sessions than this.", valueName: "percent")
    )
    var maxPercent: Percent?

    func validate() throws {
        guard maxSessions >= 0 else { throw ValidationError("--max-sessions takes a whole number from 0.") }
        guard maxPercent.map({ (0...100).contains($0.value) }) ?? true else {
            throw ValidationError("--max-percent takes 0% to 100%.")
        }
    }

    var ceilings: Ceilings { Ceilings(sessions: maxSessions, percent: maxPercent?.value) }
}
