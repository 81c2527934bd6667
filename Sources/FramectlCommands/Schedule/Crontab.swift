import FrameAPI

/// The text of a user's crontab. What is not ours stays as it is, to the byte.
struct Crontab: Sendable, Equatable {
    private(set) var text: String

    /// Puts an entry in the place of the one with the same name, or at the end; but above the first line that sets a time zone: there are
    /// crons that start what follows it by that zone's clock, and what they start has it as its own.
    ///
    /// - Parameter entry: The entry.
    /// - Returns: The line that sets a zone and was passed over; `nil` when there is none.
    /// - Throws: `schedule-not-installed`, when the marks of the present one are not a pair.
    @discardableResult
    mutating func put(_ entry: CrontabEntry) throws(CommandError) -> String? {
        var lines = text.parts(between: "\n")
        // The part behind the last line end is no line when it is empty.
        if lines.last?.isEmpty == true { lines.removeLast() }
        let begins = lines.indices.filter { lines[$0] == CrontabEntry.begin(entry.name) }
        let ends = lines.indices.filter { lines[$0] == CrontabEntry.end(entry.name) }
        var place = lines.endIndex
        switch (begins.count, ends.count) {
        case (0, 0): break
        case (1, 1) where begins[0] < ends[0]:
            lines.removeSubrange(begins[0]...ends[0])
            place = begins[0]
        default:
            throw CommandError(
                .scheduleNotInstalled,
                detail: "the lines that mark “\(entry.name)” in the crontab are not a pair",
                remedy: "Remove what is left of it with crontab -e; nothing was changed"
            )
        }
        let zone = lines[..<place].firstIndex(where: Self.setsZone)
        let passed = zone.map { lines[$0] }
        if let zone {
            // What is said of the zone stays above it.
            place = (lines[..<zone].lastIndex { !$0.begins(with: "#") } ?? -1) + 1
        }
        lines.insert(contentsOf: entry.text.parts(between: "\n").dropLast(), at: place)
        text = lines.map { $0 + "\n" }.joined()
        return passed
    }

    /// Whether a line sets `TZ` or `CRON_TZ`, as cron reads it.
    private static func setsZone(_ line: String) -> Bool {
        line.prefixMatch(of: /\s*["']?(?:CRON_)?TZ["']?\s*=/.matchingSemantics(.unicodeScalar)) != nil
    }
}
