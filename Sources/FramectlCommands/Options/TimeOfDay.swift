package import FoundationEssentials
import FrameAPI
import Glibc

/// A time of day on some clock on the wall, to the minute.
package struct TimeOfDay: Sendable, Hashable {
    /// Minutes since midnight, from 0 to 1439.
    package let minutes: Int

    /// Takes minutes since midnight; what is beyond a day goes on at its beginning.
    package init(minutes: Int) {
        self.minutes = (minutes % Self.day + Self.day) % Self.day
    }

    /// The time of a moment by the clock of this process: that of the machine, unless `TZ` names another zone.
    package static func local(_ moment: Date) -> TimeOfDay {
        var seconds = time_t(moment.timeIntervalSince1970.rounded(.down))
        var fields = tm()
        localtime_r(&seconds, &fields)
        return TimeOfDay(minutes: Int(fields.tm_hour) * 60 + Int(fields.tm_min))
    }

    private static let day = 1_440

    var hour: Int { minutes / 60 }

    var minute: Int { minutes % 60 }

    /// As in `18:00`, always with two digits each.
    var text: String { "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)" }
}

extension TimeOfDay: ExplainedArgument {
    /// Reads `18:00`, `7:30`, `6pm` or `6:30 pm`.
    init(parsing text: String) throws(ArgumentProblem) {
        let lowered = text.withoutOuterBlanks.lowercased()
        let half = ["am", "pm"].first { lowered.ends(with: $0) }
        let clock = half == nil ? lowered : lowered.dropLast(2).withoutOuterBlanks
        let parts = clock.parts(between: ":")
        let sizes = parts.map(\.utf8.count)
        guard [[1], [2], [1, 2], [2, 2]].contains(sizes),
            parts.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }),
            let hour = Int(parts[0]), let minute = parts.count == 2 ? Int(parts[1]) : 0
        else { throw ArgumentProblem("expected a time of day, such as 18:00 or 6:30 pm") }
        guard minute < 60 else { throw ArgumentProblem("minutes go from 00 to 59") }
        if let half {
            guard (1...12).contains(hour) else { throw ArgumentProblem("with am or pm, hours go from 1 to 12") }
            self.init(minutes: (hour % 12 + (half == "pm" ? 12 : 0)) * 60 + minute)
        } else {
            guard hour < 24 else { throw ArgumentProblem("hours go from 0 to 23; midnight is 0:00") }
            guard parts.count == 2 else { throw Self.minutesMissing(behind: hour) }
            self.init(minutes: hour * 60 + minute)
        }
    }

    private static func minutesMissing(behind hour: Int) -> ArgumentProblem {
        ArgumentProblem(
            (1...11).contains(hour)
                ? "\(hour) may be in the morning or in the evening; write \(hour):00, \(hour + 12):00, \(hour)am or \(hour)pm"
                : "the minutes are missing; write \(hour):00"
        )
    }
}
