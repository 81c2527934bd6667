import FrameAPI

/// A user's crontab, line by line. Lines of others are kept byte for byte: they need not be text.
struct Crontab: Sendable, Equatable {
    private typealias Line = ArraySlice<UInt8>

    private(set) var bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Replaces the entry with the same name, or appends it; but above the first line that sets a time zone or a shell: some crons start
    /// later lines by that zone's clock, their commands inherit it, and that shell reads the command.
    ///
    /// - Parameter entry: The entry.
    /// - Returns: The line that the entry was placed above; `nil` when there is none.
    /// - Throws: `schedule-not-installed`, when the marks of the present one are not a pair, or another one's are between them.
    @discardableResult
    mutating func put(_ entry: CrontabEntry) throws(CommandError) -> String? {
        var lines: [Line] = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // An empty part after the last line end is no line.
        if lines.last?.isEmpty == true { lines.removeLast() }
        let begins = lines.indices.filter { lines[$0].elementsEqual(CrontabEntry.begin(entry.name).utf8) }
        let ends = lines.indices.filter { lines[$0].elementsEqual(CrontabEntry.end(entry.name).utf8) }
        var place = lines.endIndex
        switch (begins.count, ends.count) {
        case (0, 0): break
        case (1, 1) where begins[0] < ends[0]:
            guard !lines[begins[0] + 1..<ends[0]].contains(where: Self.isMark) else {
                throw Self.unusable("the lines that mark “\(entry.name)” in the crontab hold those of another schedule")
            }
            lines.removeSubrange(begins[0]...ends[0])
            place = begins[0]
        default:
            throw Self.unusable("the lines that mark “\(entry.name)” in the crontab are not a pair")
        }
        let setting = lines[..<place].firstIndex(where: Self.changesOurs)
        let passed = setting.map { String(decoding: lines[$0], as: UTF8.self) }
        if let setting {
            // The comments of a line stay above it.
            let isAbove = { (line: Line) in line.first != UInt8(ascii: "#") || Self.isMark(line) }
            place = (lines[..<setting].lastIndex(where: isAbove) ?? -1) + 1
        }
        let new = Array(entry.text.utf8).split(separator: UInt8(ascii: "\n"))
        lines.insert(contentsOf: new, at: place)
        bytes = lines.flatMap { $0 + [UInt8(ascii: "\n")] }
        return passed
    }

    private static func isMark(_ line: Line) -> Bool {
        CrontabEntry.marks.contains { line.starts(with: $0.utf8) }
    }

    /// Whether a line sets `TZ`, `CRON_TZ` or `SHELL`, as cron reads it.
    private static func changesOurs(_ line: Line) -> Bool {
        let setting = /\s*["']?(?:(?:CRON_)?TZ|SHELL)["']?\s*=/.matchingSemantics(.unicodeScalar)
        return String(decoding: line, as: UTF8.self).prefixMatch(of: setting) != nil
    }

    private static func unusable(_ why: String) -> CommandError {
        CommandError(
            .scheduleNotInstalled,
            detail: why,
            remedy: "Put them in order with crontab -e; nothing was changed"
        )
    }
}
