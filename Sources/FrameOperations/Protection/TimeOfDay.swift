package import FoundationEssentials
import FrameAPI
import Glibc

/// A time of day of a wall clock, to the minute.
package struct TimeOfDay: Sendable, Hashable {
    /// Minutes since midnight, from 0 to 1439.
    package let minutes: Int

    /// Makes a time of minutes since midnight; minutes beyond a day continue at its beginning.
    package init(minutes: Int) {
        self.minutes = (minutes % Self.day + Self.day) % Self.day
    }

    /// The time of a moment by a clock that is this number of seconds ahead of UTC.
    init(_ moment: Date, offset: Int) {
        let seconds = Int(moment.timeIntervalSince1970.rounded(.down)) + offset
        self.init(minutes: ((seconds % 86_400 + 86_400) % 86_400) / 60)
    }

    /// The time of a moment by the clock of this process: that of the machine, unless `TZ` names another zone.
    package static func local(_ moment: Date) -> TimeOfDay {
        var seconds = time_t(moment.timeIntervalSince1970.rounded(.down))
        var fields = tm()
        localtime_r(&seconds, &fields)
        return TimeOfDay(minutes: Int(fields.tm_hour) * 60 + Int(fields.tm_min))
    }

    /// The number of minutes of a day.
    static let day = 1_440

    package var hour: Int { minutes / 60 }

    package var minute: Int { minutes % 60 }

    /// As in `18:00`, always with two digits each.
    package var text: String { Self.text(minutes) }

    static func text(_ minutes: Int) -> String {
        [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}

extension TimeOfDay {
    /// Why a text is no time of day.
    package enum Problem: Error, Hashable {
        /// It has another form.
        case shape
        /// There are no such minutes.
        case minute
        /// There is no such hour.
        case hour
        /// There is no such hour with am or pm.
        case halfDayHour
        /// An hour alone.
        case minutesMissing(hour: Int)
    }

    /// Reads `18:00`, `7:30`, `6pm` or `6:30 pm`.
    package init(_ text: String) throws(Problem) {
        let lowered = text.withoutOuterBlanks.lowercased()
        let half = ["am", "pm"].first { lowered.ends(with: $0) }
        let clock = half == nil ? lowered : lowered.dropLast(2).withoutOuterBlanks
        let parts = clock.parts(between: ":")
        guard [[1], [2], [1, 2], [2, 2]].contains(parts.map(\.utf8.count)),
            parts.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }),
            let hour = Int(parts[0]), let minute = parts.count == 2 ? Int(parts[1]) : 0
        else { throw .shape }
        guard minute < 60 else { throw .minute }
        if let half {
            guard (1...12).contains(hour) else { throw .halfDayHour }
            self.init(minutes: (hour % 12 + (half == "pm" ? 12 : 0)) * 60 + minute)
        } else {
            guard hour < 24 else { throw .hour }
            guard parts.count == 2 else { throw .minutesMissing(hour: hour) }
            self.init(minutes: hour * 60 + minute)
        }
    }
}
