import FoundationEssentials
import HTTPTypes

/// An answer of the service, with the request that it belongs to.
struct Answer: Sendable {
    let request: RequestSummary
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]
    let receivedAt: Date
    let redactor: Redactor

    init(_ response: TransportResponse, request: RequestSummary, receivedAt: Date, redactor: Redactor) {
        self.request = request
        status = response.head.status.code
        headers = response.head.headerFields
        body = response.body
        self.receivedAt = receivedAt
        self.redactor = redactor
    }

    /// The service's clock, by the `Date` header.
    var serverDate: Date? {
        headers[.date].flatMap(HTTPDate.parse)
    }

    var retryAfter: Duration? {
        RetryAfter.parse(headers[.retryAfter], now: receivedAt)
    }

    /// How far this machine's clock is ahead of the service's (behind, if negative), to the second that `Date` has.
    var clockSkew: Duration? {
        serverDate.map { .seconds(receivedAt.timeIntervalSince($0).rounded(.towardZero)) }
    }
}
