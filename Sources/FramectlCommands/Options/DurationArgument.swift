import FrameAPI

/// A duration with its units: `90s`, `5 min`, `1h30m`, `2 days`.
struct DurationArgument: ExplainedArgument {
    let duration: Duration

    init(_ duration: Duration) {
        self.duration = duration
    }

    init(parsing text: String) throws(ArgumentProblem) {
        var rest = text.withoutOuterBlanks.unicodeScalars[...]
        guard !rest.isEmpty else { throw Self.shape }
        var seconds = 0
        var last = Int.max
        while !rest.isEmpty {
            let digits = Self.cut(&rest) { ("0"..."9").contains($0) }
            guard !digits.isEmpty else { throw Self.shape }
            _ = Self.cut(&rest) { $0 == " " || $0 == "\t" }
            let word = Self.cut(&rest) { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
            guard !word.isEmpty else { throw rest.isEmpty ? Self.unitMissing(behind: digits) : Self.shape }
            guard let unit = Self.units.first(where: { $0.names.contains(word.lowercased()) })?.seconds else {
                throw ArgumentProblem("“\(word)” is not a unit; use s, m, h or d")
            }
            guard unit < last else { throw ArgumentProblem("larger units come first, each once, such as 1h30m") }
            last = unit
            // Nine digits are sufficient, and cannot overflow.
            guard digits.count <= 9, let number = Int(digits) else { throw Self.tooLong }
            seconds += number * unit
            _ = Self.cut(&rest) { $0 == " " || $0 == "\t" }
        }
        guard seconds <= Self.largest else { throw Self.tooLong }
        self.init(.seconds(seconds))
    }

    private static let units: [(seconds: Int, names: Set<String>)] = [
        (1, ["s", "sec", "secs", "second", "seconds"]), (60, ["m", "min", "mins", "minute", "minutes"]),
        (3_600, ["h", "hr", "hrs", "hour", "hours"]), (86_400, ["d", "day", "days"]),
    ]

    private static let largest = 7 * 86_400

    private static func cut(
        _ rest: inout Substring.UnicodeScalarView,
        while belongs: (Unicode.Scalar) -> Bool
    ) -> String {
        let part = rest.prefix(while: belongs)
        rest = rest[part.endIndex...]
        return String(String.UnicodeScalarView(part))
    }

    private static let shape = ArgumentProblem("expected whole numbers with units, such as 90s, 5m or 1h30m")
    private static let tooLong = ArgumentProblem("expected at most 7d (168h)")

    private static func unitMissing(behind digits: String) -> ArgumentProblem {
        ArgumentProblem("\(digits) has no unit; write \(digits)s, \(digits)m or \(digits)h")
    }

    var text: String {
        let seconds = duration.components.seconds
        if seconds > 0, seconds % 3_600 == 0 { return "\(seconds / 3_600)h" }
        return seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
    }
}
