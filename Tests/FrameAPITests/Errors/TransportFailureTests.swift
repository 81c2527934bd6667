import NIOCore
import NIOHTTP1
import NIOSSL
import Testing

@testable import FrameAPI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("A request without an answer")
struct TransportFailureTests {
    struct Meaning: Sendable {
        let kind: TransportFailure.Kind
        let code: FrameAPIError.Code
        let remedy: String
        let transient: Bool
    }

    static let meanings = [
        Meaning(
            kind: .unreachable,
            code: .unreachable,
            remedy: "Check the base URL, the network, and HTTPS_PROXY if a proxy is needed",
            transient: true
        ),
        Meaning(
            kind: .unknownHost,
            code: .unknownHost,
            remedy: "Check the spelling of the host, and HTTPS_PROXY if names are resolved by a proxy",
            transient: false
        ),
        Meaning(
            kind: .notLoopback,
            code: .insecureBaseURL,
            remedy: "Use https, or 127.0.0.1 instead of localhost; nothing was sent",
            transient: false
        ),
        Meaning(
            kind: .proxyUnauthorized,
            code: .proxyUnauthorized,
            remedy: "Set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT with the right password; it was tried once",
            transient: false
        ),
        Meaning(
            kind: .proxyRefused,
            code: .proxyRefused,
            remedy: "Ask the proxy's administrator to let the service's host through, or list it in NO_PROXY",
            transient: false
        ),
        Meaning(
            kind: .untrusted,
            code: .untrusted,
            remedy:
                "Check that the base URL's host and port speak https. If your site has its own certificate authority, "
                + "name its file with SSL_CERT_FILE",
            transient: false
        ),
        Meaning(
            kind: .timedOut,
            code: .timedOut,
            remedy: "Run it again; if it stays so, the service or the way to it is slow",
            transient: true
        ),
        Meaning(
            kind: .connectionLost,
            code: .connectionLost,
            remedy: "Run it again; if it persists, check for a proxy that closes connections",
            transient: true
        ),
        Meaning(
            kind: .bodyTooLarge,
            code: .bodyTooLarge,
            remedy: "Check the base URL; no listing of the service is known to be this large",
            transient: false
        ),
        Meaning(
            kind: .cancelled,
            code: .cancelled,
            remedy: "Run it again",
            transient: false
        ),
    ]

    @Test("is an error of its own kind", arguments: meanings, [true, false])
    func meaning(_ expected: Meaning, _ mayHaveBeenSent: Bool) async throws {
        let step = failure(expected.kind, mayHaveBeenSent: mayHaveBeenSent, detail: "why\n")
        let client = try FrameClient.underTest(FakeTransport(step))
        let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
        #expect(error?.code == expected.code)
        #expect(error?.detail == "why\u{FFFD}")
        #expect(error?.remedy == expected.remedy)
        #expect(error?.lacksAuthority == (expected.kind == .untrusted))
        #expect(error?.isTransient == expected.transient)
        #expect(error?.mayHaveActed == mayHaveBeenSent)
        #expect(error?.status == nil)
    }

    private struct Unheard: Error {}

    struct Sorted: Sendable {
        let error: any Error
        let kind: TransportFailure.Kind
        let mayHaveBeenSent: Bool
        let detail: String

        init(_ error: any Error, _ kind: TransportFailure.Kind, sent: Bool, _ detail: String) {
            self.error = error
            self.kind = kind
            mayHaveBeenSent = sent
            self.detail = detail
        }
    }

    private static func refusal(_ status: Int?, _ line: String, wasTold: Bool = true) -> ProxyRefusal {
        ProxyRefusal(proxy: "p:3128", status: status, line: line, wasTold: wasTold)
    }

    private static func connecting(_ cause: any Error) -> ConnectFailure {
        ConnectFailure(cause: cause, address: "b:2")
    }

    static let sorted = [
        Sorted(TimeLimitPassed(limit: .seconds(1)), .timedOut, sent: true, "no complete answer from a:1 within 1 s"),
        Sorted(BodyTooLarge(limit: 5), .bodyTooLarge, sent: true, "the answer is larger than 5 bytes"),
        Sorted(CancellationError(), .cancelled, sent: true, "cancelled"),
        Sorted(ExchangeFailure.cancelledUnsent, .cancelled, sent: false, "cancelled"),
        Sorted(ExchangeFailure.noHost, .unreachable, sent: false, "there is no host to connect to"),
        Sorted(ExchangeFailure.noConnectionInTime, .unreachable, sent: false, "no connection to a:1 in time"),
        Sorted(
            ExchangeFailure.closedBeforeSending,
            .unreachable,
            sent: false,
            "connection closed by a:1 before anything was sent"
        ),
        Sorted(
            ExchangeFailure.closedEarly,
            .connectionLost,
            sent: true,
            "connection closed by a:1 before the answer was complete"
        ),
        Sorted(ExchangeFailure.noHandshake, .unreachable, sent: false, "a:1 did not complete the TLS handshake"),
        Sorted(ExchangeFailure.noProgress(for: .seconds(15)), .timedOut, sent: true, "a:1 sent nothing for 15 s"),
        Sorted(
            refusal(407, "HTTP/1.1 407 Nope"),
            .proxyUnauthorized,
            sent: false,
            "the proxy p:3128 refused the user name and the password (407)"
        ),
        Sorted(
            refusal(407, "HTTP/1.1 407 Nope", wasTold: false),
            .proxyUnauthorized,
            sent: false,
            "the proxy p:3128 asks for a user name and a password (407)"
        ),
        Sorted(
            refusal(403, "HTTP/1.1 403 No"),
            .proxyRefused,
            sent: false,
            "refused by the proxy p:3128: HTTP/1.1 403 No"
        ),
        Sorted(
            refusal(502, "HTTP/1.1 502 Bad"),
            .unreachable,
            sent: false,
            "no tunnel through the proxy p:3128: HTTP/1.1 502 Bad"
        ),
        Sorted(refusal(429, "x"), .unreachable, sent: false, "no tunnel through the proxy p:3128: x"),
        Sorted(refusal(nil, "x"), .unreachable, sent: false, "no tunnel through the proxy p:3128: x"),
        Sorted(HandshakeFailure(reason: "why"), .untrusted, sent: false, "TLS handshake failed: why"),
        Sorted(
            NotLoopback(host: "localhost", address: "10.0.0.1"),
            .notLoopback,
            sent: false,
            "localhost leads to 10.0.0.1, which is not this machine, and http would not be encrypted"
        ),
        Sorted(ResolverFailure(host: "h", code: Int(EAI_NONAME)), .unknownHost, sent: false, "host h not found"),
        Sorted(
            ResolverFailure(host: "h", code: Int(EAI_AGAIN)),
            .unreachable,
            sent: false,
            "host h cannot be resolved at the moment"
        ),
        Sorted(
            ChannelError.connectTimeout(.seconds(1)),
            .unreachable,
            sent: false,
            "no connection to a:1 within 1 s"
        ),
        Sorted(ChannelError.alreadyClosed, .connectionLost, sent: true, "connection to a:1 lost"),
        Sorted(
            connecting(ChannelError.connectTimeout(.seconds(1))),
            .unreachable,
            sent: false,
            "no connection to b:2 within 1 s"
        ),
        Sorted(
            connecting(ExchangeFailure.noHandshake),
            .unreachable,
            sent: false,
            "b:2 did not complete the TLS handshake"
        ),
        Sorted(
            connecting(ExchangeFailure.noAuthorities),
            .untrusted,
            sent: false,
            "TLS handshake failed: this machine has no certificate authorities"
        ),
        Sorted(
            connecting(IOError(errnoCode: ECONNRESET, reason: "read")),
            .unreachable,
            sent: false,
            "connection reset by b:2"
        ),
        Sorted(connecting(HandshakeFailure(reason: "why")), .untrusted, sent: false, "TLS handshake failed: why"),
        Sorted(connecting(refusal(407, "x")), .proxyUnauthorized, sent: false, "the proxy p:3128 refused"),
        Sorted(HTTPParserError.invalidHeaderToken, .connectionLost, sent: true, "a:1 did not answer in HTTP"),
        Sorted(NIOSSLError.uncleanShutdown, .connectionLost, sent: true, "TLS connection to a:1 broken"),
        Sorted(
            IOError(errnoCode: ECONNREFUSED, reason: "connect"),
            .unreachable,
            sent: false,
            "connection refused by a:1"
        ),
        Sorted(IOError(errnoCode: ENETUNREACH, reason: "connect"), .unreachable, sent: false, "no route to a:1"),
        Sorted(IOError(errnoCode: ECONNRESET, reason: "read"), .connectionLost, sent: true, "connection reset by a:1"),
        Sorted(IOError(errnoCode: EPIPE, reason: "write"), .connectionLost, sent: true, "connection closed by a:1"),
        Sorted(
            IOError(errnoCode: ETIMEDOUT, reason: "read"),
            .connectionLost,
            sent: true,
            "connection to a:1 lost (connection timed out)"
        ),
        Sorted(Unheard(), .connectionLost, sent: true, "connection to a:1 lost"),
    ]

    @Test(
        "is told in words of its own, and may have acted, unless it is certain that it was never sent",
        arguments: sorted.indices
    )
    func sorting(_ index: Int) {
        let expected = Self.sorted[index]
        let failure = TransportFailure(classifying: expected.error, peer: "a:1")
        #expect(failure.kind == expected.kind, "\(expected.error)")
        #expect(failure.mayHaveBeenSent == expected.mayHaveBeenSent, "\(expected.error)")
        #expect(failure.detail.hasPrefix(expected.detail), "\(failure.detail)")
    }
}
