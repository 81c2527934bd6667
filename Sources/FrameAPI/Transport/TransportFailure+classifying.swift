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
    /// Sorts what the network layer threw. What cannot be told for certain may have been sent.
    init(classifying error: any Error) {
        switch error {
        case let passed as TimeLimitPassed:
            self.init(.timedOut, mayHaveBeenSent: true, detail: "no whole answer within \(passed.limit.inWords)")
        case let large as BodyTooLarge:
            self.init(.bodyTooLarge, mayHaveBeenSent: true, detail: "the body is larger than \(large.limit) bytes")
        case is CancellationError:
            self.init(.cancelled, mayHaveBeenSent: true, detail: "cancelled")
        case let error as ExchangeFailure:
            self.init(classifying: error)
        case let error as ConnectFailure:
            let failure = TransportFailure(classifying: error.cause)
            let kind = failure.kind == .untrusted ? Kind.untrusted : .unreachable
            self.init(kind, mayHaveBeenSent: false, detail: failure.detail)
        case is ChannelError:
            let detail = "\(error)"
            let isLate = if case .connectTimeout? = error as? ChannelError { true } else { false }
            self.init(
                isLate ? .unreachable : .connectionLost,
                mayHaveBeenSent: !isLate,
                detail: isLate ? "no connection in time" : detail
            )
        case let error as NIOConnectionError:
            let reasons = error.connectionErrors.map { "\($0.error)" }
            let reason = reasons.first ?? error.dnsAError.map { "\($0)" } ?? "the name is unknown"
            self.init(.unreachable, mayHaveBeenSent: false, detail: reason)
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            // Of a host given by its address; only connecting can be refused.
            self.init(.unreachable, mayHaveBeenSent: false, detail: "connection refused")
        case let error as IOError:
            self.init(.connectionLost, mayHaveBeenSent: true, detail: String(cString: strerror(error.errnoCode)))
        case is SocketAddressError:
            self.init(.unreachable, mayHaveBeenSent: false, detail: "the name \(error) is unknown")
        case let error as NIOSSLError:
            self.init(classifying: error)
        case is NIOSSLExtraError:
            self.init(.untrusted, mayHaveBeenSent: false, detail: "its certificate does not fit its name")
        case is HTTPParserError:
            self.init(.connectionLost, mayHaveBeenSent: true, detail: "the answer is not whole HTTP: \(error)")
        default:
            self.init(.connectionLost, mayHaveBeenSent: true, detail: "\(error)")
        }
    }

    private init(classifying error: ExchangeFailure) {
        switch error {
        case .noHost: self.init(.unreachable, mayHaveBeenSent: false, detail: "there is no host to connect to")
        case .noConnectionInTime: self.init(.unreachable, mayHaveBeenSent: false, detail: "no connection in time")
        case .closedBeforeSending:
            self.init(
                .unreachable,
                mayHaveBeenSent: false,
                detail: "the connection was closed before anything was sent"
            )
        case .closedEarly:
            self.init(
                .connectionLost,
                mayHaveBeenSent: true,
                detail: "the connection was closed before the answer was whole"
            )
        case .noProgress: self.init(.timedOut, mayHaveBeenSent: true, detail: "nothing came for too long")
        case .cancelledUnsent: self.init(.cancelled, mayHaveBeenSent: false, detail: "cancelled")
        case .proxyRefused(let line):
            self.init(.unreachable, mayHaveBeenSent: false, detail: "the proxy refused: \(line)")
        case .noHandshake: self.init(.untrusted, mayHaveBeenSent: false, detail: "no TLS handshake in time")
        case .noAuthorities:
            self.init(
                .untrusted,
                mayHaveBeenSent: false,
                detail:
                    "this machine has no certificate authorities to check a certificate with: install ca-certificates, "
                    + "or name a file of them with SSL_CERT_FILE"
            )
        }
    }

    private init(classifying error: NIOSSLError) {
        switch error {
        case .handshakeFailed, .noCertificateToValidate, .unableToValidateCertificate, .failedToLoadCertificate:
            self.init(.untrusted, mayHaveBeenSent: false, detail: "the TLS handshake failed")
        default:
            self.init(.connectionLost, mayHaveBeenSent: true, detail: "the TLS connection broke off")
        }
    }
}
