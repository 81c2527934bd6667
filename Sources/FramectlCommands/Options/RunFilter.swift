import ArgumentParser
import FoundationEssentials
import FrameAPI
import Glibc

/// Which runs of the journal are listed.
struct RunFilter: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only runs that began since: a duration before now, such as 12h or 7d, or a date, such as 2026-11-29.",
            valueName: "time"
        )
    )
    var since: PastTime?

    @Flag(help: "Only runs that were aborted, or ended with a status other than 0.")
    var failed = false

    @Option(help: ArgumentHelp("Only runs of this account, by its id or its name.", valueName: "account"))
    var account: String?

    @Option(help: ArgumentHelp("Only the newest n of them.", valueName: "n"))
    var limit: Int?

    func validate() throws {
        guard limit.map({ $0 > 0 }) ?? true else { throw ValidationError("--limit takes a whole number from 1.") }
        guard account.map({ !$0.isBlank }) ?? true else {
            throw ValidationError("--account is empty. Leave it out, or name an account.")
        }
    }

    /// The rows that it matches, in their order.
    func matching(_ rows: [RunRow], at now: Date) -> [RunRow] {
        let first = since?.date(before: now)
        let matching = rows.filter { row in
            (first.map { row.date >= $0 } ?? true) && (!failed || row.hasFailed) && matches(row)
        }
        return limit.map { Array(matching.suffix($0)) } ?? matching
    }

    private func matches(_ row: RunRow) -> Bool {
        guard let account else { return true }
        return row.account == account || row.accountName?.lowercased() == account.lowercased()
    }
}

/// A time that has passed: a duration before now, or a date by this machine's clock.
enum PastTime: ExplainedArgument {
    case ago(DurationArgument)
    case day(year: Int, month: Int, day: Int)

    init(parsing text: String) throws(ArgumentProblem) {
        let parts = text.withoutOuterBlanks.parts(between: "-")
        if parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }) {
            let numbers = parts.compactMap { Int($0) }
            self = .day(year: numbers[0], month: numbers[1], day: numbers[2])
            guard Self.components(of: midnight) == numbers else {
                throw ArgumentProblem("“\(Excerpt.of(text, limit: 40))” is not a day of the calendar")
            }
        } else {
            do throws(ArgumentProblem) {
                self = .ago(try DurationArgument(parsing: text))
            } catch {
                throw ArgumentProblem("expected a duration, such as 12h or 7d, or a date, such as 2026-11-29")
            }
        }
    }

    var text: String {
        switch self {
        case .ago(let duration): duration.text
        case .day(let year, let month, let day):
            "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        }
    }

    /// The moment that is meant.
    func date(before now: Date) -> Date {
        switch self {
        case .ago(let argument): now.addingTimeInterval(-(argument.duration / .seconds(1)))
        case .day: Date(timeIntervalSince1970: Double(midnight))
        }
    }

    /// The beginning of the day by this machine's clock.
    private var midnight: time_t {
        guard case .day(let year, let month, let day) = self else { return 0 }
        var fields = tm()
        (fields.tm_year, fields.tm_mon, fields.tm_mday, fields.tm_isdst) = (
            Int32(year - 1900), Int32(month - 1), Int32(day), -1
        )
        return mktime(&fields)
    }

    private static func components(of moment: time_t) -> [Int] {
        var moment = moment
        var fields = tm()
        localtime_r(&moment, &fields)
        return [Int(fields.tm_year) + 1900, Int(fields.tm_mon) + 1, Int(fields.tm_mday)]
    }
}
