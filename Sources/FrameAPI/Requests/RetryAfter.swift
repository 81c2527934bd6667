import FoundationEssentials

/// The `Retry-After` header: seconds or a date, limited, because a service or a proxy may send anything.
public enum RetryAfter {
    /// The longest wait that is respected.
    public static let limit: Duration = .seconds(120)

    /// The wait that a header requests, between zero and ``limit``; `nil` when it is not understood.
    static func parse(_ text: String?, now: Date) -> Duration? {
        guard let text = text?.trimmingWhitespace(), !text.isEmpty else { return nil }
        if let date = HTTPDate.parse(text) {
            return bounded(date.timeIntervalSince(now))
        }
        guard text.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }),
            let seconds = Double(text), seconds.isFinite
        else { return nil }
        return bounded(seconds)
    }

    private static func bounded(_ seconds: Double) -> Duration {
        min(limit, .seconds(max(0, min(seconds, 1_000_000))))
    }
}
