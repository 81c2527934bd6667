import FoundationEssentials
import HTTPTypes

/// An answer of the service, with its request.
struct Answer: Sendable {
    let request: RequestSummary
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]
    /// Whether the body was truncated.
    let isExcerpt: Bool
    let receivedAt: Date
    let redactor: Redactor

    init(_ response: TransportResponse, request: RequestSummary, receivedAt: Date, redactor: Redactor) {
        self.request = request
        status = response.head.status.code
        headers = response.head.headerFields
        body = response.body
        isExcerpt = response.isExcerpt
        self.receivedAt = receivedAt
        self.redactor = redactor
    }

    /// The service's clock, by the `Date` header; of several, the earliest.
    var serverDate: Date? {
        headers[values: .date].compactMap(HTTPDate.parse).min()
    }

    /// The moment for which the content holds, by the service's clock: ``serverDate`` less ``age``.
    var contentDate: Date? {
        serverDate?.addingTimeInterval(-(age / .seconds(1)))
    }

    /// How long the content was in a cache, by `Age`: of several the longest, and at most 2³¹ seconds, as in RFC 9111. An age that is not
    /// understood counts as the greatest.
    var age: Duration {
        headers[values: .age].flatMap { $0.parts(between: ",") }.map { Self.age($0.trimmingWhitespace()) }.max()
            ?? .zero
    }

    private static func age(_ text: String) -> Duration {
        let digits = text.utf8.prefix(while: \.isDigit)
        guard digits.count == text.utf8.count, let seconds = Int64(text) else { return SessionListing.unknownAge }
        return min(.seconds(seconds), SessionListing.unknownAge)
    }

    /// The present by the clock of the answering server, which may differ from this machine's: moments in the answer are measured by it.
    var moment: Date { serverDate ?? receivedAt }

    /// The requested wait: by `Retry-After`, or else, of a 429, until the limit is reset.
    var retryAfter: Duration? {
        if let asked = RetryAfter.parse(headers[.retryAfter], now: moment) { return asked }
        guard status == 429, let reset = RateAllowance(headers, at: moment)?.reset else { return nil }
        return min(reset, RetryAfter.limit)
    }

    /// How far this machine's clock is ahead of the service's (behind, if negative), to the second of `Date`.
    var clockSkew: Duration? {
        serverDate.map { .seconds(receivedAt.timeIntervalSince($0).rounded(.towardZero)) }
    }
}
