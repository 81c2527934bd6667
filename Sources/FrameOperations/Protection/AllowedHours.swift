package import Foundation
import FrameAPI

/// Hours of the day in a time zone, to the minute: `17:30-23:00` in Europe/Zurich. Foundation knows the zones.
package struct AllowedHours: Sendable, Equatable {
    /// From one minute of the day up to another, which is not part of it; over midnight when it is the earlier one.
    struct Span: Sendable, Equatable {
        let begin: Int
        let end: Int

        func contains(_ minute: Int) -> Bool {
            begin < end ? (begin..<end).contains(minute) : minute >= begin || minute < end
        }
    }

    private let spans: [Span]
    private let zone: TimeZone

    /// Reads hours as people write them.
    ///
    /// - Parameters:
    ///   - texts: One or more like `17:30-23:00`, from `00:00` to `24:00`.
    ///   - name: The name of a time zone, such as `Europe/Zurich` or `UTC`.
    /// - Throws: ``Problem``.
    package init(_ texts: [String], zone name: String) throws(Problem) {
        guard let zone = TimeZone(identifier: name) else { throw .zone(near: Self.zone(near: name)) }
        var spans: [Span] = []
        for text in texts {
            guard let span = Self.span(text) else { throw .hours(text) }
            spans.append(span)
        }
        guard !spans.isEmpty else { throw .hours("") }
        self.zone = zone
        self.spans = spans
    }

    /// What keeps hours from being understood.
    package enum Problem: Error, Equatable {
        /// A text is not like `17:30-23:00`.
        case hours(String)
        /// There is no such time zone, but one that ends like it, if there is.
        case zone(near: String?)
    }

    /// Whether a moment is within them.
    package func contains(_ moment: Date) -> Bool {
        let minute = minute(of: moment)
        return spans.contains { $0.contains(minute) }
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

    /// A moment as a clock there shows it, as `16:05 Europe/Zurich`.
    package func clock(_ moment: Date) -> String {
        "\(Self.text(minute(of: moment))) \(zone.identifier)"
    }

    /// The hours in words, as `17:30-23:00 Europe/Zurich`.
    package var words: String {
        spans.map { "\(Self.text($0.begin))-\(Self.text($0.end))" }.joined(separator: ", ") + " " + zone.identifier
    }

    /// The beginnings of the minutes that follow, for two days: clocks that are put on or back are no matter.
    private func minutes(after moment: Date) -> some Sequence<Date> {
        let minute = (moment.timeIntervalSince1970 / 60).rounded(.down) * 60
        return (1...2 * 24 * 60).lazy.map { Date(timeIntervalSince1970: minute + Double($0) * 60) }
    }

    private func minute(of moment: Date) -> Int {
        let seconds = Int(moment.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: moment)
        return ((seconds % 86_400 + 86_400) % 86_400) / 60
    }

    /// A zone whose last word is meant. That the list of all zones is asked for also keeps them in a build without Swift's
    /// libraries.
    private static func zone(near name: String) -> String? {
        let word = name.split(separator: "/").last?.lowercased() ?? ""
        return TimeZone.knownTimeZoneIdentifiers.first { $0.split(separator: "/").last?.lowercased() == word }
    }

    private static func span(_ text: String) -> Span? {
        let ends = text.rewritten { $0 == " " ? "" : nil }.parts(between: "-").map(minute)
        guard ends.count == 2, let begin = ends[0], let end = ends[1], begin != end, begin < 1_440 else { return nil }
        return Span(begin: begin, end: end)
    }

    private static func minute(_ text: String) -> Int? {
        let parts = text.parts(between: ":")
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60
        else { return nil }
        let all = hour * 60 + minute
        return all <= 1_440 ? all : nil
    }

    private static func text(_ minute: Int) -> String {
        let parts = [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : String($0) }
        return parts.joined(separator: ":")
    }
}
