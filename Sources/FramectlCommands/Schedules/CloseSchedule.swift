import FrameAPI
import FrameOperations
import FrameWording

/// A recurring close: its time and its command.
struct CloseSchedule: Sendable, Equatable {
    /// Distinguishes it from others of the same user.
    let name: String
    let days: Weekdays
    /// When it may begin: from its time on, up to its maximum delay.
    let window: DailyWindow
    /// The zone of that time; `nil` for the machine's own.
    let zone: String?
    /// The absolute path of the tool.
    let program: String
    /// The command and its options.
    let arguments: [String]
    /// The present environment variables that the network needs.
    let environment: [Variable]
    /// The file for the output, when one was named.
    let log: String?
    /// The paths of the user's files.
    let places: UserPlaces

    struct Variable: Sendable, Equatable {
        let name: String
        let value: String
    }

    var time: TimeOfDay { window.from }

    var command: [String] { [program] + arguments }

    /// The variables of the command, including its zone.
    var variables: [Variable] { (zone.map { [Variable(name: "TZ", value: $0)] } ?? []) + environment }

    /// The time, for people.
    var moment: String {
        let days = days == .all ? "Every day" : days.text(between: " to ")
        return "\(days) at \(time.text)" + (zone.map { " \($0)" } ?? "")
    }

    /// Refuses values that the lines of a form cannot hold.
    func check(for form: ScheduleForm) throws(CommandError) {
        for text in command + variables.map(\.value) + [log ?? ""] {
            guard text.unicodeScalars.allSatisfy(Self.isText) else {
                throw CommandError(
                    .invalidInput,
                    detail: "“\(Excerpt.of(text, limit: 120))” contains a line end, another control character, or a "
                        + "code point that is not a character",
                    remedy: "Remove it; a schedule is written in lines of text"
                )
            }
        }
        if form == .systemd, let log, !SystemdText.isWhole(log) {
            throw CommandError(
                .invalidInput,
                detail:
                    "the log “\(Excerpt.of(log, limit: 120))” ends with a blank or a backslash, which systemd would drop",
                remedy: "Name another file with --log"
            )
        }
    }

    private static func isText(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory != .control && !scalar.properties.isNoncharacterCodePoint
    }
}

extension ShellWord {
    /// A command line.
    static func line(_ words: [String], variables: [CloseSchedule.Variable] = []) -> String {
        (variables.map { "\($0.name)=\(quoted($0.value))" } + words.map(quoted)).joined(separator: " ")
    }
}
