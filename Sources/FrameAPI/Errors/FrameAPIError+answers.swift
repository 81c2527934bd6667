import HTTPTypes

extension FrameAPIError {
    /// The error that an answer's status means, or `nil` for a 2xx.
    ///
    /// - Parameters:
    ///   - answer: The answer.
    ///   - oddity: The unusual property of the credential, for a 401.
    init?(refusedBy answer: Answer, oddity: String? = nil) {
        guard !(200..<300).contains(answer.status) else { return nil }
        let (code, usualRemedy) = Self.meaning(of: answer)
        let remedy = code == .unauthorized ? oddity ?? usualRemedy : usualRemedy
        var detail = "the service answered \(answer.status)"
        if code == .redirected {
            detail += " and points to \(Self.redirectTarget(of: answer))"
        } else if let message = Excerpt.message(in: answer.body, redactor: answer.redactor) {
            detail += ": \(message)"
        }
        let concernsCredential = code == .unauthorized || code == .forbidden
        if concernsCredential, let skew = answer.clockSkew, abs(skew.components.seconds) > 60 {
            detail +=
                "; this machine's clock is \(abs(skew.components.seconds)) seconds "
                + (skew > .zero ? "ahead of" : "behind") + " the service's"
        }
        self.init(
            code,
            request: answer.request,
            detail: detail,
            remedy: remedy,
            status: answer.status,
            mayHaveActed: code == .serverFault,
            retryAfter: answer.retryAfter,
            clockSkew: answer.clockSkew,
            serviceDate: answer.serverDate
        )
    }

    /// The error for an answer of status 2xx with unexpected content.
    init(notUnderstood answer: Answer, due: String, came: String) {
        self.init(
            .notUnderstood,
            request: answer.request,
            detail: "\(due) was due, but \(Excerpt.of(answer.redactor.redact(came), limit: 300)) came",
            remedy: "Check the base URL, and whether a proxy or a login page answers in the service's place",
            status: answer.status,
            mayHaveActed: true,
            clockSkew: answer.clockSkew,
            serviceDate: answer.serverDate
        )
    }

    /// The error for a request without an answer.
    init(_ failure: TransportFailure, request: RequestSummary, redactor: Redactor) {
        let (code, remedy) = Self.meaning(of: failure.kind)
        self.init(
            code,
            request: request,
            detail: Excerpt.of(redactor.redact(failure.detail), limit: 300),
            remedy: failure.remedy ?? remedy,
            mayHaveActed: failure.mayHaveBeenSent
        )
        lacksAuthority = failure.kind == .untrusted && failure.remedy == nil
    }

    private static func meaning(of answer: Answer) -> (Code, remedy: String) {
        switch answer.status {
        case 401:
            (.unauthorized, "Check the client id and the client secret, and that this machine's clock is right")
        case 403 where answer.retryAfter == nil:
            (
                .forbidden,
                "Give the credential a role that may do this, on this account; Customer Support may close sessions"
            )
        case 404, 410:
            (.notFound, "Check the account id and the base URL, and that the credential's scope covers the account")
        case 403, 429:
            (.throttled, lessAtATime)
        case 400 where RateRefusal.isMeant(by: answer.body, redactor: answer.redactor):
            (.throttled, lessAtATime)
        case 425:
            (.busy, again)
        case 409 where answer.retryAfter != nil, 423 where answer.retryAfter != nil:
            (.busy, again)
        case 408, 500...599:
            (.serverFault, "Run it again later; if it stays so, ask the vendor's support with this line")
        case 300..<400:
            (.redirected, "Set the base URL to the service's own address; signed headers were not sent on")
        default:
            (.refused, "Read the service's message; the request may not apply to this account")
        }
    }

    private static let lessAtATime = "Wait and run it again, with less at a time"
    private static let again = "Wait and run it again"

    private static func meaning(of kind: TransportFailure.Kind) -> (Code, remedy: String) {
        switch kind {
        case .unreachable:
            (.unreachable, "Check the base URL, the network, and HTTPS_PROXY if a proxy is needed")
        case .unknownHost:
            (.unknownHost, "Check the spelling of the host, and HTTPS_PROXY if names are resolved by a proxy")
        case .notLoopback:
            (.insecureBaseURL, "Use https, or 127.0.0.1 instead of localhost; nothing was sent")
        case .proxyUnauthorized:
            (
                .proxyUnauthorized,
                "Set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT with the right password; it was tried once"
            )
        case .proxyRefused:
            (.proxyRefused, "Ask the proxy's administrator to let the service's host through, or list it in NO_PROXY")
        case .untrusted:
            (
                .untrusted,
                "Check that the base URL's host and port speak https. If your site has its own certificate authority, "
                    + "name its file with SSL_CERT_FILE"
            )
        case .timedOut:
            (.timedOut, slow)
        case .connectionLost:
            (.connectionLost, "Run it again; if it persists, check for a proxy that closes connections")
        case .bodyTooLarge:
            (.bodyTooLarge, "Check the base URL; no listing of the service is known to be this large")
        case .cancelled:
            (.cancelled, "Run it again")
        }
    }

    static let slow = "Run it again; if it stays so, the service or the way to it is slow"

    /// The host of a redirect; path and query are omitted, because they may hold a token.
    private static func redirectTarget(of answer: Answer) -> String {
        guard let location = answer.headers[.location] else { return "nowhere" }
        // As bytes: a mark after a slash would make the path, and with it a token, a part of the host.
        let parts = location.parts(between: "/")
        guard parts.count > 2, parts[0].ends(with: ":"), parts[1].isEmpty, !parts[2].isEmpty else {
            return "another path of the same host"
        }
        let host =
            parts[2].unicodeScalars.prefix { !"?#".unicodeScalars.contains($0) }.split(separator: "@").last
            .map { String($0) } ?? ""
        return Excerpt.of(answer.redactor.redact(host), limit: 120)
    }
}
