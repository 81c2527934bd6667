import ArgumentParser

/// A length of time as people write it: `90s`, `5m`, `1h30m`, or plain seconds.
struct DurationArgument: ExpressibleByArgument, Sendable {
    let duration: Duration

    init(_ duration: Duration) {
        self.duration = duration
    }

    init?(argument: String) {
        if let seconds = Int(argument), (0...Self.largest).contains(seconds) {
            self.init(.seconds(seconds))
            return
        }
        var seconds = 0
        var digits = ""
        var units = "hms"[...]
        for character in argument {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            // Units come once each, the larger before the smaller.
            guard let number = Int(digits), number <= Self.largest, let unit = units.firstIndex(of: character) else {
                return nil
            }
            seconds += number * (character == "h" ? 3_600 : character == "m" ? 60 : 1)
            digits = ""
            units = units[units.index(after: unit)...]
        }
        guard digits.isEmpty, !argument.isEmpty, seconds <= Self.largest else { return nil }
        self.init(.seconds(seconds))
    }

    private static let largest = 7 * 86_400

    var defaultValueDescription: String {
        let seconds = duration.components.seconds
        if seconds > 0, seconds % 3_600 == 0 { return "\(seconds / 3_600)h" }
        return seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
    }
}
