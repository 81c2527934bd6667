import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension TransportFailure {
    /// Classifies an error of the network layer. In case of doubt the request may have been sent.
    ///
    /// - Parameters:
    ///   - error: The error.
    ///   - peer: The expected peer, for people.
    init(classifying error: any Error, peer: String) {
        switch error {
        case let passed as TimeLimitPassed:
            self.init(.timedOut, sent: true, "no complete answer from \(peer) within \(passed.limit.inWords)")
        case let large as BodyTooLarge:
            self.init(.bodyTooLarge, sent: true, "the answer is larger than \(large.limit) bytes")
        case is CancellationError:
            self.init(.cancelled, sent: true, "cancelled")
        case let error as ExchangeFailure:
            self.init(error, peer)
        case let error as ConnectFailure:
            let failure = TransportFailure(classifying: error.cause, peer: error.address)
            let kind = failure.kind == .connectionLost || failure.kind == .timedOut ? .unreachable : failure.kind
            let isProxyUnknown = error.isProxy && ResolverFailure(behind: error.cause) != nil
            self.init(
                kind,
                sent: false,
                (isProxyUnknown ? "the proxy's " : "") + failure.detail,
                remedy: isProxyUnknown ? "Check the spelling of the host in HTTPS_PROXY" : failure.remedy
            )
        case let error as ProxyRefusal:
            self.init(error)
        case let error as HandshakeFailure:
            self.init(
                error.mayPass ? .unreachable : .untrusted,
                sent: false,
                "TLS handshake failed: \(error.reason)",
                remedy: error.remedy
            )
        case let error as NotLoopback:
            self.init(
                .notLoopback,
                sent: false,
                "\(error.host) leads to \(error.address), which is not this machine, and http would not be encrypted"
            )
        case let error as NIOConnectionError:
            self.init(connecting: error, peer)
        case let error as ResolverFailure:
            self.init(error)
        case ChannelError.connectTimeout(let limit):
            let limit = Duration.nanoseconds(limit.nanoseconds)
            self.init(.unreachable, sent: false, "no connection to \(peer) within \(limit.inWords)")
        case let error as IOError:
            self.init(error, peer)
        case is HTTPParserError:
            self.init(.connectionLost, sent: true, "\(peer) did not answer in HTTP (\(error))")
        case is NIOSSLError, is BoringSSLError:
            let reason = TLSReason(error)?.name ?? "\(error)"
            self.init(.connectionLost, sent: true, "TLS connection to \(peer) broken (\(reason))")
        default:
            self.init(.connectionLost, sent: true, "connection to \(peer) lost (\(error))")
        }
    }

    private init(_ kind: Kind, sent: Bool, _ detail: String, remedy: String? = nil) {
        self.init(kind, mayHaveBeenSent: sent, detail: detail, remedy: remedy)
    }

    private init(_ error: ExchangeFailure, _ peer: String) {
        switch error {
        case .noHost: self.init(.unreachable, sent: false, "there is no host to connect to")
        case .noConnectionInTime: self.init(.unreachable, sent: false, "no connection to \(peer) in time")
        case .closedBeforeSending:
            self.init(.unreachable, sent: false, "connection closed by \(peer) before anything was sent")
        case .closedEarly:
            self.init(.connectionLost, sent: true, "connection closed by \(peer) before the answer was complete")
        case .noProgress(let time): self.init(.timedOut, sent: true, "\(peer) sent nothing for \(time.inWords)")
        case .cancelledUnsent: self.init(.cancelled, sent: false, "cancelled")
        case .noHandshake: self.init(.unreachable, sent: false, "\(peer) did not complete the TLS handshake")
        case .handshakeTimedOut(let limit):
            self.init(
                .unreachable,
                sent: false,
                "\(peer) did not complete the TLS handshake within \(limit.inWords)",
                remedy: "Check that the base URL's host and port speak https, and HTTPS_PROXY if a proxy is needed"
            )
        case .noAuthorities:
            self.init(
                .untrusted,
                sent: false,
                "TLS handshake failed: this machine has no certificate authorities to check a certificate with; install "
                    + "ca-certificates, or name a file of them with SSL_CERT_FILE"
            )
        }
    }

    private init(_ error: ProxyRefusal) {
        switch error.status {
        case 407?:
            let isOffered = error.schemes.isEmpty || error.schemes.contains { $0.lowercased() == "basic" }
            let words =
                if !isOffered {
                    "asks for \(error.schemes.joined(separator: " or ")), and only Basic is supported"
                } else if error.wasTold {
                    "refused the user name and the password"
                } else {
                    "asks for a user name and a password"
                }
            self.init(
                .proxyUnauthorized,
                sent: false,
                "the proxy \(error.proxy) \(words) (407)",
                remedy: isOffered
                    ? error.wasTold ? nil : "Set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT"
                    : "Set HTTPS_PROXY to a proxy that takes Basic or no log-in, or list the service's host in NO_PROXY"
            )
        case let status? where (300..<500).contains(status) && status != 408 && status != 429:
            self.init(.proxyRefused, sent: false, "refused by the proxy \(error.proxy): \(error.line)")
        default:
            self.init(.unreachable, sent: false, "no tunnel through the proxy \(error.proxy): \(error.line)")
        }
    }

    private init(connecting error: NIOConnectionError, _ peer: String) {
        if let failure = ResolverFailure(behind: error) {
            self.init(failure)
        } else if let cause = error.connectionErrors.first?.error ?? error.dnsAError ?? error.dnsAAAAError {
            let failure = TransportFailure(classifying: cause, peer: peer)
            self.init(failure.kind, sent: false, failure.detail)
        } else {
            self.init(.unreachable, sent: false, "no address to connect to for \(peer)")
        }
    }

    private init(_ error: ResolverFailure) {
        self.init(
            error.isFinal ? .unknownHost : .unreachable,
            sent: false,
            error.isFinal ? "host \(error.host) not found" : "host \(error.host) cannot be resolved at the moment"
        )
    }

    private init(_ error: IOError, _ peer: String) {
        switch error.errnoCode {
        // Only connecting can be refused.
        case ECONNREFUSED: self.init(.unreachable, sent: false, "connection refused by \(peer)")
        case EHOSTUNREACH, ENETUNREACH: self.init(.unreachable, sent: false, "no route to \(peer)")
        case ECONNRESET: self.init(.connectionLost, sent: true, "connection reset by \(peer)")
        case EPIPE: self.init(.connectionLost, sent: true, "connection closed by \(peer)")
        default:
            let reason = String(cString: strerror(error.errnoCode)).lowercased()
            self.init(.connectionLost, sent: true, "connection to \(peer) lost (\(reason))")
        }
    }
}

extension ResolverFailure {
    /// The resolver failure that prevented a connection, if there was one.
    fileprivate init?(behind error: any Error) {
        switch error {
        case let error as ResolverFailure: self = error
        case let error as NIOConnectionError:
            guard let unknown = (error.dnsAError ?? error.dnsAAAAError) as? SocketAddressError.UnknownHost else {
                return nil
            }
            self.init(host: unknown.host, code: unknown.errorCode)
        default: return nil
        }
    }
}
