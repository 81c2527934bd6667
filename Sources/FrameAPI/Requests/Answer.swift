import FoundationEssentials
import HTTPTypes

/// An answer of the service, with the request that it belongs to.
struct Answer: Sendable {
    let request: RequestSummary
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]
    /// Whether the body went on, and the rest was not taken.
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

    /// The service's clock, by the `Date` header.
    var serverDate: Date? {
        headers[.date].flatMap(HTTPDate.parse)
    }

    /// The moment for which the content holds, by the service's clock: ``serverDate`` less ``age``.
    var contentDate: Date? {
        serverDate?.addingTimeInterval(-(age / .seconds(1)))
    }

    /// How long the content had been in a cache, by `Age`: of several the longest, and at most 2³¹ seconds, as RFC 9111 has it. What is
    /// no whole number of seconds, such as a negative one, is as if it had not been said.
    var age: Duration {
        let ages = headers[values: .age].flatMap { $0.split(separator: ",") }.map { String($0).trimmingWhitespace() }
        let digits = ages.filter { !$0.isEmpty && $0.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) }
        return .seconds(digits.map { min(Int64($0) ?? .max, 1 << 31) }.max() ?? 0)
    }

    /// The present by the clock of whoever answered, which may differ from this machine's: what it says of a moment is measured by it.
    var moment: Date { serverDate ?? receivedAt }

    var retryAfter: Duration? {
        RetryAfter.parse(headers[.retryAfter], now: moment)
    }

    /// How far this machine's clock is ahead of the service's (behind, if negative), to the second that `Date` has.
    var clockSkew: Duration? {
        serverDate.map { .seconds(receivedAt.timeIntervalSince($0).rounded(.towardZero)) }
    }
}
