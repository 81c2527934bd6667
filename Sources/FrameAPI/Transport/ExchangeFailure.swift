/// Why an exchange has no answer, where neither the network nor TLS gave a reason.
enum ExchangeFailure: Error, Equatable {
    /// The request names no host, or the transport was shut down.
    case noHost
    /// No connection was free, and none was made, before the time was over.
    case noConnectionInTime
    /// The other side closed the connection before anything was written.
    case closedBeforeSending
    /// The connection ended before the answer was complete.
    case closedEarly
    /// Nothing was received for too long.
    case noProgress(for: Duration)
    /// It was cancelled while it waited for a connection.
    case cancelledUnsent
    /// The other side ended the connection before the TLS handshake was complete.
    case noHandshake
    /// The TLS handshake was not complete in time.
    case handshakeTimedOut(within: Duration)
    /// The system's certificate authorities do not exist, or cannot be read.
    case noAuthorities
}

/// A connection was not made, so nothing was sent.
struct ConnectFailure: Error {
    let cause: any Error
    /// The address of the attempt, for people.
    let address: String
    /// Whether it is the proxy.
    var isProxy = false
}

/// A proxy answered CONNECT with a status other than 2xx, or not at all.
struct ProxyRefusal: Error, Equatable {
    /// The proxy's host and port.
    let proxy: String
    /// The status of its answer; `nil` without one.
    let status: Int?
    /// The first line of its answer, or a description of its behaviour.
    let line: String
    /// Whether a user name was sent.
    let wasTold: Bool
    /// The authentication schemes that it offers.
    var schemes: [String] = []
}

extension ProxyRefusal {
    init(by proxy: ProxySettings, _ line: String, status: Int? = nil) {
        self.init(proxy: proxy.words, status: status, line: line, wasTold: proxy.hasCredentials)
    }
}

/// A TLS handshake was refused, by this side or the other.
struct HandshakeFailure: Error, Equatable {
    /// The reason, for people.
    let reason: String
    /// What to do; `nil` where the certificate's issuer is not trusted.
    var remedy: String?
    /// Whether another attempt may succeed: a load balancer without a server behind it sends only an alert.
    var mayPass = false

    static func otherHost(than host: String) -> HandshakeFailure {
        HandshakeFailure(
            reason: "the certificate is for another host, not for \(host)",
            remedy: "Check the host name in the base URL; if it is right, the service needs a certificate for it"
        )
    }
}

/// A loopback name resolves to another machine.
struct NotLoopback: Error, Equatable {
    let host: String
    let address: String
}

/// An answer's body exceeded its limit.
struct BodyTooLarge: Error {
    let limit: Int
}
