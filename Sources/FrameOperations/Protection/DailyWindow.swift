import FrameAPI

/// A part of every day, from one minute up to and excluding another; over midnight when the end is the earlier one.
package struct DailyWindow: Sendable, Hashable {
    /// Its beginning.
    package let from: TimeOfDay
    /// The first minute after it, from 1 to 1440.
    private let end: Int

    /// Makes a window that lasts some minutes of a day.
    package init(from: TimeOfDay, lasting minutes: Int) {
        self.from = from
        let end = TimeOfDay(minutes: from.minutes + minutes).minutes
        self.end = end == 0 ? TimeOfDay.day : end
    }

    /// Why a text is no window.
    package enum Problem: Error, Hashable {
        /// It is not two times with a hyphen between them.
        case shape
        /// It begins when it ends.
        case empty
        /// One of its two times is invalid.
        case time(String, TimeOfDay.Problem)
    }

    /// Reads `18:00-18:30`, `6pm - 6:30 pm` or `17:30-24:00`.
    package init(_ text: String) throws(Problem) {
        let parts = text.rewritten { $0 == "–" ? "-" : nil }.parts(between: "-").map(\.withoutOuterBlanks)
        guard parts.count == 2 else { throw .shape }
        from = try Self.time(parts[0])
        let until = parts[1] == "24:00" ? TimeOfDay(minutes: 0) : try Self.time(parts[1])
        end = until.minutes == 0 ? TimeOfDay.day : until.minutes
        guard from != until || parts[1] == "24:00" else { throw .empty }
    }

    private static func time(_ text: String) throws(Problem) -> TimeOfDay {
        do throws(TimeOfDay.Problem) { return try TimeOfDay(text) } catch { throw .time(text, error) }
    }

    /// Whether a time is part of it.
    package func contains(_ time: TimeOfDay) -> Bool {
        from.minutes < end
            ? (from.minutes..<end).contains(time.minutes) : time.minutes >= from.minutes || time.minutes < end
    }

    /// How many minutes it is from a time to the end, the minute of that time counted; a whole day at the beginning of a window that lasts
    /// one.
    package func minutes(after time: TimeOfDay) -> Int {
        let minutes = TimeOfDay(minutes: end - time.minutes).minutes
        return minutes == 0 && contains(time) ? TimeOfDay.day : minutes
    }

    /// Its end, as in `18:30`; the end of the day is `24:00`.
    package var until: String { TimeOfDay.text(end) }

    /// As in `18:00-18:30`.
    package var text: String { "\(from.text)-\(until)" }
}
