import Foundation
import Testing

/// Another implementation of TLS at the other end: Python's, which is OpenSSL.
@Suite("A service over OpenSSL", .enabled(if: PythonServer.isThere, PythonServer.missing))
struct OpenSSLTests {
    private static let script = """
        folder, name, version = sys.argv[2:]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.load_cert_chain(f"{folder}/{name}.pem", f"{folder}/{name}.key.pem")
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = getattr(ssl.TLSVersion, version)
        while True:
            client, _ = listener.accept()
            try:
                stream = context.wrap_socket(client, server_side=True)
                stream.recv(65536)
                stream.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nConnection: close\\r\\n\\r\\n[]")
                stream.close()
            except OSError:
                client.close()
        """

    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/tls").path

    /// Lists accounts over a server with a certificate, which speaks up to a version.
    private func list(
        _ certificate: String,
        upTo version: String,
        trusting authority: String
    ) async throws -> FramectlResult {
        try await PythonServer.with(Self.script, [Self.fixtures, certificate, version]) { port in
            try await Framectl.run(
                "accounts",
                "list",
                "--retry-for",
                "0s",
                "--ca-file",
                "\(Self.fixtures)/\(authority).pem",
                environment: RefusedServiceTests.environment("https://localhost:\(port)/v1")
            )
        }
    }

    @Test("is reached by TLS 1.2 and 1.3", arguments: ["TLSv1_2", "TLSv1_3"])
    func reached(version: String) async throws {
        let result = try await list("loopback", upTo: version, trusting: "site-ca")
        #expect(result.status == 0, "\(result.talk)")
    }

    static let refusals = [
        ("loopback", "TLSv1_1", "site-ca", "the server does not offer TLS 1.2 or later", "must offer TLS 1.2"),
        ("loopback", "TLSv1", "site-ca", "the server does not offer TLS 1.2 or later", "must offer TLS 1.2"),
        ("expired", "TLSv1_2", "dates-ca", "the certificate has expired (2025-02-01)", "new certificate"),
        ("expired", "TLSv1_3", "dates-ca", "the certificate has expired (2025-02-01)", "new certificate"),
        ("future", "TLSv1_3", "dates-ca", "the certificate is not valid yet (before 2070-01-01)", "machine's clock"),
        ("elsewhere", "TLSv1_3", "site-ca", "the certificate is for another host, not for localhost", "host name"),
        ("loopback", "TLSv1_2", "other-ca", "the issuer of the certificate is not trusted", "--ca-file"),
        ("loopback", "TLSv1_3", "other-ca", "the issuer of the certificate is not trusted", "--ca-file"),
    ]

    @Test("is refused at once, in words that say why: 69", arguments: refusals)
    func refused(_ refusal: (String, String, String, String, String)) async throws {
        let (certificate, version, authority, words, remedy) = refusal
        let result = try await list(certificate, upTo: version, trusting: authority)
        #expect(result.status == 69)
        #expect(result.talk.contains("TLS handshake failed: \(words)\n"), "\(result.talk)")
        #expect(result.talk.contains(remedy), "\(result.talk)")
        #expect(result.talk.contains("--ca-file") == (remedy == "--ca-file"))
    }

    @Test("is given up when it does not answer the handshake, within the time for reads: 69")
    func silent() async throws {
        try await PythonServer.with("connections = [listener.accept() for _ in range(99)]") { port in
            let began = ContinuousClock.now
            let result = try await Framectl.run(
                "plan",
                "--retry-for",
                "8s",
                environment: RefusedServiceTests.environment("https://localhost:\(port)/v1")
            )
            #expect(result.status == 69)
            #expect(result.talk.contains("localhost:\(port) did not complete the TLS handshake within 5 s"))
            #expect(result.talk.contains("speak https"))
            // One attempt of five seconds: a second one would end after the time.
            #expect(ContinuousClock.now - began < .seconds(60))
        }
    }
}
