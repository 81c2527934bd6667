import ArgumentParser
package import FoundationEssentials
import Glibc

/// A time of day on some clock on the wall, to the minute.
package struct TimeOfDay: ExpressibleByArgument, Sendable, Hashable {
    /// Minutes since midnight, from 0 to 1439.
    package let minutes: Int

    /// Takes minutes since midnight; what is beyond a day goes on at its beginning.
    package init(minutes: Int) {
        self.minutes = (minutes % Self.day + Self.day) % Self.day
    }

    /// Reads `18:00` or `7:30`.
    package init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let hour = Int(parts[0]), hour < 24, let minute = Int(parts[1]), minute < 60
        else { return nil }
        self.init(minutes: hour * 60 + minute)
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

    package var defaultValueDescription: String { text }
}
