import FrameAPI

/// The text of a user's crontab. What is not ours stays as it is, to the byte.
struct Crontab: Sendable, Equatable {
    private(set) var text: String

    /// Puts an entry in the place of the one with the same name, or at the end.
    ///
    /// - Parameter entry: The entry.
    /// - Throws: `schedule-not-installed`, when the marks of the present one are not a pair.
    mutating func put(_ entry: CrontabEntry) throws(CommandError) {
        var lines = text.parts(between: "\n")
        // The part behind the last line end is no line when it is empty.
        if lines.last?.isEmpty == true { lines.removeLast() }
        let begins = lines.indices.filter { lines[$0] == CrontabEntry.begin(entry.name) }
        let ends = lines.indices.filter { lines[$0] == CrontabEntry.end(entry.name) }
        let new = entry.text.parts(between: "\n").dropLast()
        switch (begins.count, ends.count) {
        case (0, 0):
            lines += new
        case (1, 1) where begins[0] < ends[0]:
            lines.replaceSubrange(begins[0]...ends[0], with: new)
        default:
            throw CommandError(
                .scheduleNotInstalled,
                detail: "the lines that mark “\(entry.name)” in the crontab are not a pair",
                remedy: "Remove what is left of it with crontab -e; nothing was changed"
            )
        }
        text = lines.map { $0 + "\n" }.joined()
    }
}
