import DeterministicTesting
import FoundationEssentials
import Glibc
import HTTPTypes

@testable import FrameAPI
@testable import FrameOperations

/// What headers say about waiting: `Retry-After` in the first line, headers of a rate limit in the others. A wait is the one that was
/// asked for and bounded, a date is spelled by the C library as it came, no number of a limit is negative, and whatever is announced
/// nothing waits longer than ``RetryAfter/limit`` at a time.
enum WaitTarget: FuzzTarget {
    static let name = "wait"
    static let words = [
        "Tue, 14 Nov 2023 22:13:50 GMT", "Thu, 29 Feb 2024 00:00:00 GMT", "120", "0", "-1", "1.5", "1e9",
        "9999999999999999999999",
        "1700000060", "1700000060000", "X-RateLimit-Limit: ", "X-RateLimit-Remaining: ", "X-RateLimit-Reset: ",
        "RateLimit-Policy: ",
        "RateLimit: ", "limit=", "remaining=", "reset=", ";w=", "q=", "r=", "t=", ",", "\n",
    ]
    /// Tue, 14 Nov 2023 22:13:20 GMT
    private static let now = Date(timeIntervalSince1970: 1_700_000_000)

    static func flaw(in bytes: [UInt8]) -> String? {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        let asked = RetryAfter.parse(lines.first, now: now)
        return wait(asked, for: lines.first ?? "") ?? date(lines.first ?? "")
            ?? allowance(fields(lines.dropFirst()), asked)
    }

    private static func wait(_ wait: Duration?, for text: String) -> String? {
        if let wait, !(.zero...RetryAfter.limit).contains(wait) { return "\(wait)" }
        let trimmed = text.trimmingWhitespace()
        guard !trimmed.isEmpty, trimmed.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        // No Double holds more digits.
        guard trimmed.utf8.count <= 300 else { return nil }
        let due = min(RetryAfter.limit, .seconds(Int(trimmed) ?? .max))
        return wait == due ? nil : "\(String(describing: wait)) for \(trimmed)"
    }

    private static func date(_ text: String) -> String? {
        guard let date = HTTPDate.parse(text) else { return nil }
        var time = time_t(date.timeIntervalSince1970)
        var parts = tm()
        guard gmtime_r(&time, &parts) != nil else { return "\(time) for \(text)" }
        func two(_ number: CInt) -> String { (number < 10 ? "0" : "") + String(number) }
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(two).joined(separator: ":")
        let (day, month, year) = (two(parts.tm_mday), months[Int(parts.tm_mon)], parts.tm_year + 1_900)
        let forms = [
            " \(day) \(month) \(year) \(clock) GMT", " \(day)-\(month)-\(two(year % 100)) \(clock) GMT",
            " \(month) \(parts.tm_mday) \(clock) \(year)", " \(month) \(day) \(clock) \(year)",
        ]
        // The name of the day says nothing new. A leap second is the next second's.
        let rest = text.split(separator: " ").dropFirst().map { " " + $0 }.joined()
        return forms.contains(rest) || rest.contains(":60 ") ? nil : "\(forms[0]) for \(text)"
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func fields(_ lines: ArraySlice<String>) -> HTTPFields {
        lines.reduce(into: HTTPFields()) { fields, line in
            let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, let name = HTTPField.Name(parts[0]) else { return }
            fields.append(HTTPField(name: name, value: parts[1].trimmingWhitespace()))
        }
    }

    private static func allowance(_ fields: HTTPFields, _ asked: Duration?) -> String? {
        guard let allowance = RateAllowance(fields, at: now) else { return nil }
        guard (allowance.limit ?? 0) >= 0, (allowance.remaining ?? 0) >= 0, (allowance.window ?? .zero) >= .zero,
            (allowance.reset ?? .zero) >= .zero
        else { return "\(allowance)" }
        return pace(allowance, asked)
    }

    /// Sends at the pace that an answer with these headers leads to, each third request turned away.
    private static func pace(_ allowance: RateAllowance, _ asked: Duration?) -> String? {
        var pace = Pace(concurrency: 4, rate: nil, patience: .seconds(3_600))
        var now: Duration = .zero
        var sent = 0
        while sent < 12 {
            switch pace.next(at: now) {
            case .go(let ticket):
                sent += 1
                now += .milliseconds(20)
                pace.learn(allowance, at: now)
                let end: AttemptEnd = sent.isMultiple(of: 3) ? .throttled(retryAfter: asked) : .through
                _ = pace.ended(ticket, end, at: now, using: .seeded(UInt64(sent)))
            case .sleep(let wait):
                guard wait > .zero, wait <= RetryAfter.limit else { return "waits for \(wait) after \(allowance)" }
                now += wait
            case .wait:
                return "waits for an answer while nothing is under way"
            }
        }
        return nil
    }
}
