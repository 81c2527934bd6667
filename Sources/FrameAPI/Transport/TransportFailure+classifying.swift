import AsyncHTTPClient
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
        case let error as HTTPClientError:
            self.init(classifying: error)
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

    private init(classifying error: HTTPClientError) {
        switch error {
        case .connectTimeout, .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
            self.init(.unreachable, mayHaveBeenSent: false, detail: "no connection in time")
        case .invalidProxyResponse, .proxyAuthenticationRequired:
            self.init(.unreachable, mayHaveBeenSent: false, detail: "the proxy refused: \(error.shortDescription)")
        case .tlsHandshakeTimeout:
            self.init(.untrusted, mayHaveBeenSent: false, detail: "no TLS handshake in time")
        case .readTimeout, .writeTimeout, .deadlineExceeded:
            self.init(.timedOut, mayHaveBeenSent: true, detail: error.shortDescription)
        case .cancelled:
            self.init(.cancelled, mayHaveBeenSent: true, detail: "cancelled")
        case .remoteConnectionClosed:
            self.init(
                .connectionLost,
                mayHaveBeenSent: true,
                detail: "the connection was closed before the answer was whole"
            )
        default:
            self.init(.connectionLost, mayHaveBeenSent: true, detail: error.shortDescription)
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
