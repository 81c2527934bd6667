import FoundationEssentials
import HTTPTypes

/// The service's rate limit as announced by the headers of an answer. None of them is publicly documented; they are read in the forms that
/// services use: `X-RateLimit-Limit`, `-Remaining` and `-Reset`, the same without `X-`, and `RateLimit` with `RateLimit-Policy` as lists of
/// parameters (drafts of the HTTPAPI working group).
public struct RateAllowance: Sendable, Equatable {
    /// The maximum number of requests in a window.
    public var limit: Int?
    /// How long a window is.
    public var window: Duration?
    /// How many are left in this window.
    public var remaining: Int?
    /// How long until the next one.
    public var reset: Duration?

    /// Makes an allowance.
    public init(limit: Int? = nil, window: Duration? = nil, remaining: Int? = nil, reset: Duration? = nil) {
        self.limit = limit
        self.window = window
        self.remaining = remaining
        self.reset = reset
    }

    /// Reads headers; `nil` when none announces a limit.
    ///
    /// - Parameters:
    ///   - fields: The headers of an answer.
    ///   - moment: The present by the service's clock: some services give the moment of the reset and not the time until then.
    init?(_ fields: HTTPFields, at moment: Date) {
        self.init()
        for field in fields where field.name.canonicalName.utf8.first.map({ "rx".utf8.contains($0) }) == true {
            var name = Substring(field.name.canonicalName)
            if name.begins(with: "x-ratelimit") || name.begins(with: "x-rate-limit") { name = name.dropFirst(2) }
            switch name {
            case "ratelimit-limit", "rate-limit-limit": limit = Self.number(field.value) ?? limit
            case "ratelimit-remaining", "rate-limit-remaining": remaining = Self.number(field.value) ?? remaining
            case "ratelimit-reset", "rate-limit-reset": reset = Self.reset(field.value, moment) ?? reset
            case "ratelimit", "ratelimit-policy": readParameters(of: field.value)
            default: continue
            }
        }
        guard self != RateAllowance() else { return nil }
    }

    private mutating func readParameters(of text: String) {
        // Only the first of several policies is read; a service that has more says 429 for the others.
        let parameters = text.unicodeScalars.split { $0 == ";" || $0 == "," || $0 == " " }.map {
            String($0).parts(between: "=", maxSplits: 1)
        }
        for parameter in parameters {
            guard let last = parameter.last, let value = Self.number(last) else { continue }
            switch parameter.count == 2 ? parameter[0].lowercased() : "" {
            case "limit", "q": limit = limit ?? value
            case "remaining", "r": remaining = remaining ?? value
            case "reset", "t": reset = reset ?? .seconds(value)
            case "w": window = window ?? .seconds(value)
            case "": limit = limit ?? value
            default: continue
            }
        }
    }

    private static func number(_ text: String) -> Int? {
        let digits = text.unicodeScalars.prefix { $0 != "," && $0 != ";" }.filter { $0 != " " }
        guard let number = Int(String(String.UnicodeScalarView(digits))), (0...1_000_000_000_000_000).contains(number)
        else { return nil }
        return number
    }

    private static func reset(_ text: String, _ moment: Date) -> Duration? {
        let digits = text.unicodeScalars.prefix { $0 != "," && $0 != ";" }.filter { $0 != " " }
        guard digits.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }),
            let number = Double(String(String.UnicodeScalarView(digits))), number <= 1e15
        else { return nil }
        let now = moment.timeIntervalSince1970
        // No window is three years long: a greater number is a moment, in seconds or milliseconds.
        switch number {
        case ..<1e8: return .seconds(number)
        case ..<1e11: return .seconds(max(0, number - now))
        default: return .seconds(max(0, number / 1_000 - now))
        }
    }
}
