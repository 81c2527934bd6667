import ArgumentParser
import FrameAPI

/// The part of the day in which a run may begin; it may hold midnight.
struct StartWindow: ExpressibleByArgument, Sendable, Equatable {
    let from: TimeOfDay
    let until: TimeOfDay

    init(from: TimeOfDay, until: TimeOfDay) {
        self.from = from
        self.until = until
    }

    /// Reads `18:00-18:30`.
    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let from = TimeOfDay(argument: parts[0]), let until = TimeOfDay(argument: parts[1])
        else {
            return nil
        }
        self.init(from: from, until: until)
    }

    var text: String { "\(from.text)-\(until.text)" }

    /// Both ends belong to it, the last minute to its end.
    func contains(_ time: TimeOfDay) -> Bool {
        from.minutes <= until.minutes
            ? (from.minutes...until.minutes).contains(time.minutes)
            : time.minutes >= from.minutes || time.minutes <= until.minutes
    }
}

/// When a run may begin, for runs that nobody starts by hand.
struct WindowOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Refuse to begin at another time of day, such as 18:00-18:30 by this machine's clock, or by that of TZ.",
            valueName: "from-until"
        )
    )
    var between: StartWindow?

    /// Refuses when it is another time of day.
    ///
    /// - Parameter context: The clock.
    /// - Throws: `outside-window`.
    func check(_ context: CommandContext) throws(CommandError) {
        let now = context.localTime(context.time.now())
        guard let between, !between.contains(now) else { return }
        throw CommandError(
            .outsideWindow,
            detail: "it is \(now.text), and this may begin from \(between.from.text) to \(between.until.text) only",
            remedy: "Leave --between out to close now; nothing was closed"
        )
    }
}
