public import FoundationEssentials

/// Every failure between a caller and the service, distinguished by ``code``.
///
/// Its texts name the request by method and path, the answer, and the remedy. No header, signature or secret is ever part of them, even
/// when a server echoes one.
public struct FrameAPIError: Error, Sendable, Hashable {
    /// The failure, as a stable word. New codes may be added; treat an unknown one as unexpected.
    public let code: Code
    /// The request that it belongs to, if one was made.
    public let request: RequestSummary?
    /// The answer or the flaw, in words.
    public let detail: String
    /// What to do about it.
    public let remedy: String
    /// The status of the answer, if there was one.
    public let status: Int?
    /// Whether the request may have been carried out although there is no usable answer. After `true` on an acting request: list before
    /// sending again.
    public let mayHaveActed: Bool
    /// The wait that the service requests, limited to ``RetryAfter/limit``.
    public let retryAfter: Duration?
    /// How long reads are retried, where that time ends before the requested wait.
    public internal(set) var retryLimit: Duration?
    /// Whether the issuer of the service's certificate is not trusted, so that another authority may have to be named
    /// (``TransportSettings/additionalCertificatesFile``).
    public internal(set) var lacksAuthority = false
    /// How far this machine's clock is ahead of the service's (behind, if negative), when the answer was dated.
    public let clockSkew: Duration?
    /// The moment of the answer by the service's clock, when the answer has a date.
    public let serviceDate: Date?

    init(
        _ code: Code,
        request: RequestSummary? = nil,
        detail: String,
        remedy: String,
        status: Int? = nil,
        mayHaveActed: Bool = false,
        retryAfter: Duration? = nil,
        clockSkew: Duration? = nil,
        serviceDate: Date? = nil
    ) {
        self.code = code
        self.request = request
        self.detail = detail
        self.remedy = remedy
        self.status = status
        self.mayHaveActed = mayHaveActed
        self.retryAfter = retryAfter
        self.clockSkew = clockSkew
        self.serviceDate = serviceDate
    }

    /// Whether the same request may succeed later without any change.
    public var isTransient: Bool {
        switch code {
        case .throttled, .busy, .serverFault, .timedOut, .connectionLost, .unreachable: true
        default: false
        }
    }
}

extension FrameAPIError: CustomStringConvertible {
    /// The request, what happened and the remedy, on one line.
    public var description: String {
        let subject = request.map { "\($0): " } ?? ""
        return "\(subject)\(detail). \(remedy)"
    }
}

extension FrameAPIError {
    /// A stable word for a failure.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The word.
        public let rawValue: String

        /// Makes a code of a word.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// 401: the service does not accept the credential or its signature.
        public static let unauthorized = Code(rawValue: "unauthorized")
        /// 403 without `Retry-After`: the credential is known, but may not do this.
        public static let forbidden = Code(rawValue: "forbidden")
        /// 404 or 410: the requested object does not exist.
        public static let notFound = Code(rawValue: "not-found")
        /// 429, 403 with `Retry-After`, or 400 that speaks of a rate: too many requests.
        public static let throttled = Code(rawValue: "throttled")
        /// 425, or 409 or 423 with `Retry-After`: not carried out, to be sent again later.
        public static let busy = Code(rawValue: "busy")
        /// Another refusal of status 400 and above.
        public static let refused = Code(rawValue: "refused")
        /// 408 or 5xx: the service or a server before it failed.
        public static let serverFault = Code(rawValue: "server-fault")
        /// A redirect, which is never followed.
        public static let redirected = Code(rawValue: "redirected")
        /// An answer whose shape is not understood. It is never treated as an empty list.
        public static let notUnderstood = Code(rawValue: "not-understood")
        /// An answer larger than the limit.
        public static let bodyTooLarge = Code(rawValue: "body-too-large")
        /// No connection was made.
        public static let unreachable = Code(rawValue: "unreachable")
        /// There is no host of this name.
        public static let unknownHost = Code(rawValue: "unknown-host")
        /// 407: the proxy does not accept the user name and the password.
        public static let proxyUnauthorized = Code(rawValue: "proxy-unauthorized")
        /// The proxy does not forward the request.
        public static let proxyRefused = Code(rawValue: "proxy-refused")
        /// The service's certificate is not trusted.
        public static let untrusted = Code(rawValue: "untrusted")
        /// No complete answer within the time limit.
        public static let timedOut = Code(rawValue: "timed-out")
        /// The connection ended before the answer was complete.
        public static let connectionLost = Code(rawValue: "connection-lost")
        /// The caller cancelled.
        public static let cancelled = Code(rawValue: "cancelled")
        /// An account that is neither an id nor the console's address of one.
        public static let invalidAccount = Code(rawValue: "invalid-account")
        /// An id that cannot be sent as a path segment.
        public static let invalidIdentifier = Code(rawValue: "invalid-identifier")
        /// An explicit path that cannot be sent.
        public static let invalidPath = Code(rawValue: "invalid-path")
        /// A credential with an empty or malformed part.
        public static let invalidCredentials = Code(rawValue: "invalid-credentials")
        /// An invalid base URL.
        public static let invalidBaseURL = Code(rawValue: "invalid-base-url")
        /// Plain http to another machine, also when `localhost` resolves to one.
        public static let insecureBaseURL = Code(rawValue: "insecure-base-url")
        /// A proxy setting that is not understood.
        public static let invalidProxy = Code(rawValue: "invalid-proxy")
        /// A file of certificate authorities that cannot be used.
        public static let invalidCertificates = Code(rawValue: "invalid-certificates")
    }
}
