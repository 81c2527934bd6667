import ArgumentParser
import FrameOperations

/// How fast and for how long a run works.
struct PaceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How many closes may be under way at once.", valueName: "n"))
    var concurrency = 4

    @Option(
        help: ArgumentHelp(
            "How long to wait for sessions that are closing, such as 90s or 5m.",
            valueName: "duration"
        )
    )
    var deadline = DurationArgument(.seconds(300))

    func validate() throws {
        guard (1...256).contains(concurrency) else {
            throw ValidationError("--concurrency takes a whole number from 1 to 256.")
        }
    }

    var settings: RunSettings { RunSettings(concurrency: concurrency, deadline: deadline.duration) }
}
