package import FoundationEssentials

/// The answer to one DELETE, classified by its meaning for the session.
package struct DeleteAnswer: Sendable, Equatable {
    /// The meaning, as a stable word.
    package enum Meaning: String, Sendable, Codable, CaseIterable {
        /// 2xx: the service accepted it. The session is not yet confirmed closed.
        case accepted
        /// 404 or 410: the service does not know the session, or no longer.
        case gone
        /// The service refused it; it was not carried out.
        case refused
        /// 425, or 409 or 423 with `Retry-After`: it was not carried out, and may be sent again when the service is ready for this
        /// session.
        case busy
        /// 429, or 403 with `Retry-After`: it was not carried out, because the service limits the rate.
        case throttled
        /// 401: every further request would be refused. 403: the credential may not close this session, or any.
        case denied
        /// It never left this machine, and no further request will: the proxy refuses the user name or the password.
        case proxyDenied = "proxy-denied"
        /// It may or may not have been carried out: list before sending again.
        case unknown
        /// It never left this machine.
        case notSent = "not-sent"

        /// Whether the DELETE was or may have been carried out.
        var mayHaveActed: Bool { self == .accepted || self == .unknown }
        /// Whether the DELETE was rejected before it was processed, and costs no attempt.
        var isPutOff: Bool { self == .throttled || self == .busy }
        /// Whether nothing reached the service.
        var neverArrived: Bool { self == .notSent || self == .proxyDenied }
    }

    package let meaning: Meaning
    package private(set) var status: Int?
    /// The message of the service or the network.
    package private(set) var detail: String?
    /// The wait that the service requested.
    package private(set) var retryAfter: Duration?
    /// The `Date` of the answer, if there was one.
    package var serviceDate: Date?

    package static func accepted(status: Int) -> Self { Self(meaning: .accepted, status: status) }
    package static func gone(status: Int) -> Self { Self(meaning: .gone, status: status) }
    package static func refused(status: Int?, detail: String) -> Self {
        Self(meaning: .refused, status: status, detail: detail)
    }
    package static func busy(status: Int, retryAfter: Duration?, detail: String) -> Self {
        Self(meaning: .busy, status: status, detail: detail, retryAfter: retryAfter)
    }
    package static func throttled(status: Int = 429, retryAfter: Duration?, detail: String) -> Self {
        Self(meaning: .throttled, status: status, detail: detail, retryAfter: retryAfter)
    }
    package static func denied(status: Int, detail: String) -> Self {
        Self(meaning: .denied, status: status, detail: detail)
    }
    package static func unknown(status: Int?, retryAfter: Duration?, detail: String) -> Self {
        Self(meaning: .unknown, status: status, detail: detail, retryAfter: retryAfter)
    }
    package static func notSent(detail: String) -> Self { Self(meaning: .notSent, detail: detail) }
    package static func proxyDenied(detail: String) -> Self { Self(meaning: .proxyDenied, detail: detail) }
}
