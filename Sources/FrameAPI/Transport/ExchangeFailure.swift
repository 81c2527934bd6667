/// Why an exchange has no answer, where neither the network nor TLS said so.
enum ExchangeFailure: Error, Equatable {
    /// The request names no host, or the transport was shut down.
    case noHost
    /// None was free, and none came about, before the time was over.
    case noConnectionInTime
    /// The other side closed the connection before anything was written.
    case closedBeforeSending
    /// The connection ended before the answer was whole.
    case closedEarly
    /// Nothing came for too long.
    case noProgress(for: Duration)
    /// It was cancelled while it waited for a connection.
    case cancelledUnsent
    /// The other side ended the connection before TLS came about.
    case noHandshake
    /// TLS did not come about in time.
    case handshakeTimedOut(within: Duration)
    /// The system's certificate authorities are not there, or cannot be read.
    case noAuthorities
}

/// A connection did not come about, so that nothing was sent.
struct ConnectFailure: Error {
    let cause: any Error
    /// What was to be connected to, for people.
    let address: String
    /// Whether that is the proxy.
    var isProxy = false
}

/// A proxy answered CONNECT with something else than 2xx, or not at all.
struct ProxyRefusal: Error, Equatable {
    /// The proxy's host and port.
    let proxy: String
    /// The status of its answer; `nil` when that was none.
    let status: Int?
    /// The first line of its answer, or what it did instead.
    let line: String
    /// Whether it was told a user name.
    let wasTold: Bool
    /// The ways to log in that it offers.
    var schemes: [String] = []
}

extension ProxyRefusal {
    init(by proxy: ProxySettings, _ line: String, status: Int? = nil) {
        self.init(proxy: proxy.words, status: status, line: line, wasTold: proxy.hasCredentials)
    }
}

/// A TLS handshake was refused, by this side or the other.
struct HandshakeFailure: Error, Equatable {
    /// Why, for people.
    let reason: String
    /// What to do; `nil` where the certificate's issuer is not trusted.
    var remedy: String?
    /// Whether another attempt may succeed: a load balancer without a server behind it says no more than an alert.
    var mayPass = false

    static func otherHost(than host: String) -> HandshakeFailure {
        HandshakeFailure(
            reason: "the certificate is for another host, not for \(host)",
            remedy: "Check the host name in the base URL; if it is right, the service needs a certificate for it"
        )
    }
}

/// A name that is to be this machine leads to another one.
struct NotLoopback: Error, Equatable {
    let host: String
    let address: String
}

/// An answer's body passed its limit.
struct BodyTooLarge: Error {
    let limit: Int
}
