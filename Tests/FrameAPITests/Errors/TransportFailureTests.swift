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
        let headline: String
        let remedy: String
        let transient: Bool
    }

    static let meanings = [
        Meaning(
            kind: .unreachable,
            code: .unreachable,
            headline: "the service cannot be reached",
            remedy: "Check the base URL, the network, and HTTPS_PROXY if a proxy is needed",
            transient: true
        ),
        Meaning(
            kind: .untrusted,
            code: .untrusted,
            headline: "no trusted connection came about",
            remedy:
                "Check that the base URL's host and port speak https. If your site has its own certificate authority, "
                + "name its file with --ca-file or SSL_CERT_FILE",
            transient: false
        ),
        Meaning(
            kind: .timedOut,
            code: .timedOut,
            headline: "no answer in time",
            remedy: "Run it again; if it stays so, the service or the way to it is slow",
            transient: true
        ),
        Meaning(
            kind: .connectionLost,
            code: .connectionLost,
            headline: "the connection was lost before the answer was whole",
            remedy: "Run it again; if it stays so, look for a proxy that cuts connections",
            transient: true
        ),
        Meaning(
            kind: .bodyTooLarge,
            code: .bodyTooLarge,
            headline: "the answer is too large",
            remedy: "Check the base URL; no listing of the service is known to be this large",
            transient: false
        ),
        Meaning(
            kind: .cancelled,
            code: .cancelled,
            headline: "cancelled",
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
        #expect(error?.detail == "\(expected.headline) (why\u{FFFD})")
        #expect(error?.remedy == expected.remedy)
        #expect(error?.isTransient == expected.transient)
        #expect(error?.mayHaveActed == mayHaveBeenSent)
        #expect(error?.status == nil)
    }

    private struct Unheard: Error {}

    struct Sorted: Sendable {
        let error: any Error
        let kind: TransportFailure.Kind
        let mayHaveBeenSent: Bool

        init(_ error: any Error, _ kind: TransportFailure.Kind, mayHaveBeenSent: Bool) {
            self.error = error
            self.kind = kind
            self.mayHaveBeenSent = mayHaveBeenSent
        }
    }

    static let sorted = [
        Sorted(TimeLimitPassed(limit: .seconds(1)), .timedOut, mayHaveBeenSent: true),
        Sorted(BodyTooLarge(limit: 5), .bodyTooLarge, mayHaveBeenSent: true),
        Sorted(CancellationError(), .cancelled, mayHaveBeenSent: true),
        Sorted(ExchangeFailure.cancelledUnsent, .cancelled, mayHaveBeenSent: false),
        Sorted(ExchangeFailure.noHost, .unreachable, mayHaveBeenSent: false),
        Sorted(ExchangeFailure.noConnectionInTime, .unreachable, mayHaveBeenSent: false),
        Sorted(ExchangeFailure.closedBeforeSending, .unreachable, mayHaveBeenSent: false),
        Sorted(ExchangeFailure.proxyRefused("HTTP/1.1 407"), .unreachable, mayHaveBeenSent: false),
        Sorted(ExchangeFailure.noHandshake, .untrusted, mayHaveBeenSent: false),
        Sorted(ExchangeFailure.noProgress, .timedOut, mayHaveBeenSent: true),
        Sorted(ExchangeFailure.closedEarly, .connectionLost, mayHaveBeenSent: true),
        Sorted(ChannelError.connectTimeout(.seconds(1)), .unreachable, mayHaveBeenSent: false),
        Sorted(ChannelError.alreadyClosed, .connectionLost, mayHaveBeenSent: true),
        Sorted(ConnectFailure(cause: ChannelError.connectTimeout(.seconds(1))), .unreachable, mayHaveBeenSent: false),
        Sorted(ConnectFailure(cause: ExchangeFailure.noHandshake), .untrusted, mayHaveBeenSent: false),
        Sorted(ConnectFailure(cause: ExchangeFailure.noAuthorities), .untrusted, mayHaveBeenSent: false),
        Sorted(
            ConnectFailure(cause: IOError(errnoCode: ECONNRESET, reason: "read")),
            .unreachable,
            mayHaveBeenSent: false
        ),
        Sorted(
            ConnectFailure(cause: NIOSSLError.unableToValidateCertificate),
            .untrusted,
            mayHaveBeenSent: false
        ),
        Sorted(HTTPParserError.invalidHeaderToken, .connectionLost, mayHaveBeenSent: true),
        Sorted(NIOSSLError.unableToValidateCertificate, .untrusted, mayHaveBeenSent: false),
        Sorted(NIOSSLError.uncleanShutdown, .connectionLost, mayHaveBeenSent: true),
        Sorted(IOError(errnoCode: ECONNREFUSED, reason: "connect"), .unreachable, mayHaveBeenSent: false),
        Sorted(IOError(errnoCode: ECONNRESET, reason: "read"), .connectionLost, mayHaveBeenSent: true),
        Sorted(IOError(errnoCode: EPIPE, reason: "write"), .connectionLost, mayHaveBeenSent: true),
        Sorted(Unheard(), .connectionLost, mayHaveBeenSent: true),
    ]

    @Test("may have acted, unless it is certain that it was never sent", arguments: sorted.indices)
    func sorting(_ index: Int) {
        let expected = Self.sorted[index]
        let failure = TransportFailure(classifying: expected.error)
        #expect(failure.kind == expected.kind, "\(expected.error)")
        #expect(failure.mayHaveBeenSent == expected.mayHaveBeenSent, "\(expected.error)")
        #expect(!failure.detail.isEmpty)
    }
}
