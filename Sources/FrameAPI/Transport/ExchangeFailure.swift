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
    case noProgress
    /// It was cancelled while it waited for a connection.
    case cancelledUnsent
    /// The proxy answered CONNECT with something else than 2xx.
    case proxyRefused(String)
    /// TLS did not come about in time, or the other side ended the connection instead.
    case noHandshake
    /// The system's certificate authorities are not there, or cannot be read.
    case noAuthorities
}

/// A connection did not come about, so that nothing was sent.
struct ConnectFailure: Error {
    let cause: any Error
}

/// An answer's body passed its limit.
struct BodyTooLarge: Error {
    let limit: Int
}
