import FrameAPI

/// The part of the day in which a run may begin; it may hold midnight.
struct StartWindow: ExplainedArgument, Equatable {
    let from: TimeOfDay
    let until: TimeOfDay

    init(from: TimeOfDay, until: TimeOfDay) {
        self.from = from
        self.until = until
    }

    /// Reads `18:00-18:30` or `6pm - 6:30 pm`.
    init(parsing text: String) throws(ArgumentProblem) {
        let parts = text.rewritten { $0 == "–" ? "-" : nil }.parts(between: "-")
        guard parts.count == 2 else { throw ArgumentProblem("expected two times of day, such as 18:00-18:30") }
        self.init(from: try Self.end(parts[0]), until: try Self.end(parts[1]))
    }

    private static func end(_ text: String) throws(ArgumentProblem) -> TimeOfDay {
        do {
            return try TimeOfDay(parsing: text)
        } catch {
            throw ArgumentProblem("“\(Excerpt.of(text.withoutOuterBlanks, limit: 40))”: \(error)")
        }
    }

    var text: String { "\(from.text)-\(until.text)" }

    /// Both ends belong to it, the last minute to its end.
    func contains(_ time: TimeOfDay) -> Bool {
        from.minutes <= until.minutes
            ? (from.minutes...until.minutes).contains(time.minutes)
            : time.minutes >= from.minutes || time.minutes <= until.minutes
    }
}
