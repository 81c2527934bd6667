import ArgumentParser

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
