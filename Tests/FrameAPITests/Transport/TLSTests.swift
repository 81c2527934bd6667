import NIOSSL
import Testing

@testable import FrameAPI

@Suite("A service behind a site's own certificate authority", .timeLimit(.minutes(10)))
struct TLSTests {
    private static let siteCA = Fixtures.path("tls/site-ca.pem")
    private static let otherCA = Fixtures.path("tls/other-ca.pem")

    static func serverContext(
        _ name: String = "loopback",
        atMost version: TLSVersion? = nil
    ) throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMFile(Fixtures.path("tls/\(name).pem"))
        let key = try NIOSSLPrivateKey(file: Fixtures.path("tls/\(name).key.pem"), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv1
        configuration.maximumTLSVersion = version
        return try NIOSSLContext(configuration: configuration)
    }

    static let trusting = [
        TransportSettings(additionalCertificatesFile: siteCA),
        TransportSettings(trustedCertificatesFile: siteCA),
        TransportSettings(trustedCertificatesFile: otherCA, additionalCertificatesFile: siteCA),
    ]

    @Test(
        "is reached when its file is given, by name and by address",
        arguments: trusting.indices,
        ["localhost", "127.0.0.1"]
    )
    func trusted(_ index: Int, _ host: String) async throws {
        try await LoopbackServer.run(.text(wire("200 OK", "[]")), tls: Self.serverContext()) { server in
            let base = try BaseURL(parsing: "https://\(host):\(server.port)/v1")
            try await withRealClient(to: base, settings: Self.trusting[index]) { client in
                let pools = try await client.pools(of: Sample.account)
                #expect(pools.isEmpty)
            }
            #expect(server.log.received.contains("X-Frame-Signature: \(Sample.signatureAt1700000000)"))
        }
    }

    static let doubting = [
        TransportSettings(),
        TransportSettings(trustedCertificatesFile: otherCA),
        TransportSettings(additionalCertificatesFile: otherCA),
    ]

    @Test("is refused otherwise, before anything is sent", arguments: doubting.indices)
    func untrusted(_ index: Int) async throws {
        let remedy =
            "Check that the base URL's host and port speak https. If your site has its own certificate authority, "
            + "name its file with SSL_CERT_FILE"
        try await expectUntrusted(Self.doubting[index], try Self.serverContext(), remedy) { _ in
            "the issuer of the certificate is not trusted"
        }
    }

    @Test("is refused when its certificate is another host's, before anything is sent")
    func otherHost() async throws {
        let settings = TransportSettings(additionalCertificatesFile: Self.siteCA)
        let remedy = "Check the host name in the base URL; if it is right, the service needs a certificate for it"
        try await expectUntrusted(settings, try Self.serverContext("elsewhere"), remedy) { host in
            "the certificate is for another host, not for \(host)"
        }
    }

    @Test(
        "is refused when its certificate has expired, or is not valid yet, with the date",
        arguments: [
            (
                "expired", "the certificate has expired (2025-02-01)",
                "The service needs a new certificate; if this one should be valid, check this machine's clock"
            ),
            (
                "future", "the certificate is not valid yet (before 2070-01-01)",
                "Check this machine's clock; if it is right, the service needs a certificate that is valid now"
            ),
        ]
    )
    func dates(_ certificate: String, _ words: String, _ remedy: String) async throws {
        let settings = TransportSettings(additionalCertificatesFile: Fixtures.path("tls/dates-ca.pem"))
        try await expectUntrusted(settings, try Self.serverContext(certificate), remedy) { _ in words }
    }

    @Test("is refused when it speaks TLS 1.0 or 1.1 alone", arguments: [TLSVersion.tlsv1, .tlsv11])
    func oldProtocol(_ version: TLSVersion) async throws {
        let context = try Self.serverContext(atMost: version)
        let settings = TransportSettings(additionalCertificatesFile: Self.siteCA)
        try await expectUntrusted(settings, context, "The server, or a proxy before it, must offer TLS 1.2 or later") {
            _ in
            "the server does not offer TLS 1.2 or later"
        }
    }

    @Test("is refused when it does not speak TLS")
    func noTLS() async throws {
        let remedy = "Check that the base URL's host and port speak https"
        try await expectUntrusted(TransportSettings(), nil, remedy, reply: .text("HTTP/1.1 400 Bad\r\n\r\n")) { _ in
            "the server does not speak TLS on this port"
        }
    }

    @Test(
        "that ends the handshake with an alert of its own is not reached, which may pass, in words without our paths",
        arguments: [
            (80, "the server broke it off (alert internal error)"),
            (40, "the server broke it off (alert handshake failure)"),
            (120, "the server broke it off (alert no application protocol)"),
            (112, "the server broke it off (alert unrecognized name)"),
        ] as [(UInt8, String)]
    )
    func alert(_ number: UInt8, _ words: String) async throws {
        let alert = String(String.UnicodeScalarView([0x15, 3, 3, 0, 2, 2, number].map { Unicode.Scalar($0) }))
        try await LoopbackServer.run(.textThenEnd(alert), answeringAnything: true) { server in
            let base = try BaseURL(parsing: "https://localhost:\(server.port)/v1")
            try await withRealClient(to: base) { client in
                let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
                #expect(error?.detail == "TLS handshake failed: \(words)")
                #expect(error?.code == .unreachable)
                #expect(error?.isTransient == true)
                #expect(error?.mayHaveActed == false)
            }
        }
    }

    @Test("is not reached when the connection ends during the handshake, which may pass")
    func handshakeCut() async throws {
        for reply in [LoopbackServer.Reply.reset, .textThenEnd("")] {
            try await LoopbackServer.run(reply, answeringAnything: true) { server in
                let base = try BaseURL(parsing: "https://localhost:\(server.port)/v1")
                try await withRealClient(to: base) { client in
                    let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
                    #expect(error?.code == .unreachable)
                    #expect(error?.isTransient == true)
                    #expect(error?.detail.contains("localhost:\(server.port)") == true)
                }
            }
        }
    }

    @Test("is not reached when it does not answer the handshake: that has a time of its own")
    func silence() async throws {
        try await LoopbackServer.run(.silence) { server in
            let base = try BaseURL(parsing: "https://127.0.0.1:\(server.port)/v1")
            let settings = TransportSettings(connectTime: .milliseconds(300))
            try await withRealClient(to: base, settings: settings) { client in
                let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
                #expect(error?.code == .unreachable)
                #expect(
                    error?.detail == "127.0.0.1:\(server.port) did not complete the TLS handshake within 0.3 s"
                )
                #expect(
                    error?.remedy
                        == "Check that the base URL's host and port speak https, and HTTPS_PROXY if a proxy is needed"
                )
            }
        }
    }

    private func expectUntrusted(
        _ settings: TransportSettings,
        _ context: NIOSSLContext?,
        _ remedy: String,
        reply: LoopbackServer.Reply = .text(wire("200 OK", "[]")),
        sourceLocation: SourceLocation = #_sourceLocation,
        _ words: @Sendable (String) -> String
    ) async throws {
        try await LoopbackServer.run(reply, tls: context, answeringAnything: context == nil) { server in
            for host in ["localhost", "127.0.0.1"] {
                let base = try BaseURL(parsing: "https://\(host):\(server.port)/v1")
                try await withRealClient(to: base, settings: settings) { client in
                    let error = await #expect(throws: FrameAPIError.self) {
                        try await client.closeSession("s", of: Sample.account)
                    }
                    #expect(error?.code == .untrusted)
                    #expect(error?.detail == "TLS handshake failed: \(words(host))", sourceLocation: sourceLocation)
                    #expect(error?.remedy == remedy, sourceLocation: sourceLocation)
                    #expect(error?.mayHaveActed == false)
                    #expect(error?.isTransient == false)
                }
            }
            #expect(server.log.connections > 0)
            #expect(!server.log.received.lowercased().contains("x-frame"))
            if context != nil { #expect(server.log.received.isEmpty) }
        }
    }
}
