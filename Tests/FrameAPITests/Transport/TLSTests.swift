import NIOSSL
import Testing

@testable import FrameAPI

@Suite("A service behind a site's own certificate authority", .timeLimit(.minutes(10)))
struct TLSTests {
    private static let siteCA = Fixtures.path("tls/site-ca.pem")
    private static let otherCA = Fixtures.path("tls/other-ca.pem")

    static func serverContext(_ name: String = "loopback") throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMFile(Fixtures.path("tls/\(name).pem"))
        let key = try NIOSSLPrivateKey(file: Fixtures.path("tls/\(name).key.pem"), format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(key)
            )
        )
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
        try await expectUntrusted(Self.doubting[index], certificate: "loopback")
    }

    @Test("is refused when its certificate is another host's, before anything is sent")
    func otherHost() async throws {
        try await expectUntrusted(TransportSettings(additionalCertificatesFile: Self.siteCA), certificate: "elsewhere")
    }

    private func expectUntrusted(_ settings: TransportSettings, certificate: String) async throws {
        let context = try Self.serverContext(certificate)
        try await LoopbackServer.run(.text(wire("200 OK", "[]")), tls: context) { server in
            for host in ["localhost", "127.0.0.1"] {
                let base = try BaseURL(parsing: "https://\(host):\(server.port)/v1")
                try await withRealClient(to: base, settings: settings) { client in
                    let error = await #expect(throws: FrameAPIError.self) {
                        try await client.closeSession("s", of: Sample.account)
                    }
                    #expect(error?.code == .untrusted)
                    #expect(
                        error?.remedy
                            == "Check that the base URL's host and port speak https. If your site has its own certificate authority, "
                            + "name its file with --ca-file or SSL_CERT_FILE"
                    )
                    #expect(error?.mayHaveActed == false)
                    #expect(error?.isTransient == false)
                }
            }
            #expect(server.log.connections > 0)
            #expect(server.log.received.isEmpty)
        }
    }

    @Test(
        "is not tried with a file that holds no certificate",
        arguments: ["tls/nothing.pem", "tls", "tls/README.md", "tls/loopback.key.pem"]
    )
    func badFiles(_ name: String) throws {
        let file = Fixtures.path(name)
        for settings in [
            TransportSettings(trustedCertificatesFile: file), TransportSettings(additionalCertificatesFile: file),
        ] {
            let error = try #require(throws: FrameAPIError.self) { try NIOTransport(settings: settings) }
            #expect(error.code == .invalidCertificates)
            #expect(error.detail.hasPrefix("no certificate can be read from “"))
            #expect(error.remedy == "Give a readable file of certificates in PEM form")
        }
    }
}
