package import Foundation
import FrameAPI

/// Hours of the day in a time zone, to the minute: `17:30-23:00` in Europe/Zurich. Foundation provides the zones.
package struct AllowedHours: Sendable, Equatable {
    private let windows: [DailyWindow]
    private let zone: TimeZone

    /// Reads hours as people write them.
    ///
    /// - Parameters:
    ///   - texts: One or more like `17:30-23:00`, from `00:00` to `24:00`.
    ///   - name: The name of a time zone, such as `Europe/Zurich` or `UTC`.
    /// - Throws: ``Problem``.
    package init(_ texts: [String], zone name: String) throws(Problem) {
        guard let zone = TimeZone(identifier: name) else { throw .zone(near: Self.zone(near: name)) }
        var windows: [DailyWindow] = []
        for text in texts {
            guard let window = try? DailyWindow(text) else { throw .hours(text) }
            windows.append(window)
        }
        guard !windows.isEmpty else { throw .hours("") }
        self.zone = zone
        self.windows = windows
    }

    /// Why hours are invalid.
    package enum Problem: Error, Equatable {
        /// A text does not have the form `17:30-23:00`.
        case hours(String)
        /// There is no such time zone; with a zone that ends in the same way, if there is one.
        case zone(near: String?)
    }

    /// Whether a moment is within them.
    package func contains(_ moment: Date) -> Bool {
        let time = time(of: moment)
        return windows.contains { $0.contains(time) }
    }

    /// How long it is from a moment within them to their end; `nil` when they do not end within a day.
    package func remaining(at moment: Date) -> Duration? {
        guard contains(moment), let end = minutes(after: moment).first(where: { !contains($0) }) else {
            return contains(moment) ? nil : .zero
        }
        return .seconds(end.timeIntervalSince(moment))
    }

    /// When they begin again after a moment outside them, as `17:30 Europe/Zurich`; `nil` when not within two days.
    package func opening(after moment: Date) -> String? {
        minutes(after: moment).first(where: contains).map(clock)
    }

    /// The time of a moment in the zone, as `16:05 Europe/Zurich`.
    package func clock(_ moment: Date) -> String {
        "\(time(of: moment).text) \(zone.identifier)"
    }

    /// The hours in words, as `17:30-23:00 Europe/Zurich`.
    package var words: String {
        windows.map(\.text).joined(separator: ", ") + " " + zone.identifier
    }

    /// The beginnings of the next minutes, for two days. Clock changes do not matter.
    private func minutes(after moment: Date) -> some Sequence<Date> {
        let minute = (moment.timeIntervalSince1970 / 60).rounded(.down) * 60
        return (1...2 * 24 * 60).lazy.map { Date(timeIntervalSince1970: minute + Double($0) * 60) }
    }

    private func time(of moment: Date) -> TimeOfDay {
        TimeOfDay(moment, offset: zone.secondsFromGMT(for: moment))
    }

    /// A zone with the same last component. The use of the list of all zones also keeps them in a build without Swift's libraries.
    private static func zone(near name: String) -> String? {
        let word = name.split(separator: "/").last?.lowercased() ?? ""
        return TimeZone.knownTimeZoneIdentifiers.first { $0.split(separator: "/").last?.lowercased() == word }
    }
}
