import ArgumentParser
import FoundationEssentials
import FrameAPI
import FrameOperations

/// When a run may begin, for unattended runs.
struct WindowOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Refuse to begin at another time of day, such as 18:00-18:30 by this machine's clock, or by that of TZ.",
            valueName: "from-until"
        )
    )
    var between: DailyWindow?

    /// How long it is until the window ends.
    ///
    /// - Parameter context: The clock.
    /// - Returns: The time, or `nil` without a window.
    func remaining(in context: CommandContext) -> Duration? {
        guard let between else { return nil }
        let now = context.time.now()
        let seconds = Int(now.timeIntervalSince1970.rounded(.down)) % 60
        return .seconds(between.minutes(after: context.localTime(now)) * 60 - seconds)
    }

    /// Refuses another time of day, and an unknown clock.
    ///
    /// - Parameter context: The clock.
    /// - Throws: `outside-window`, or `invalid-setting` for a `TZ` that this machine does not know.
    func check(_ context: CommandContext) throws(CommandError) {
        guard let between else { return }
        try ZoneName.checkClock(context.environment)
        let now = context.localTime(context.time.now())
        guard !between.contains(now) else { return }
        throw CommandError(
            .outsideWindow,
            detail:
                "it is \(now.text) by the clock of \(context.clockName), and this may begin from \(between.from.text) to "
                + "\(between.until) only",
            remedy: "Leave --between out to close now; nothing was closed"
        )
    }
}

extension CommandContext {
    /// The name of the clock for times of day.
    fileprivate var clockName: String {
        environment["TZ"].flatMap { $0.isEmpty ? nil : "TZ, \(Excerpt.of($0, limit: 60))" } ?? "this machine"
    }
}
