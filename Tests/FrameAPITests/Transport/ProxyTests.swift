import Testing

@testable import FrameAPI

@Suite("A request through a proxy", .timeLimit(.minutes(10)))
struct ProxyTests {
    private static let siteCA = Fixtures.path("tls/site-ca.pem")

    private func settings(_ base: BaseURL, proxy: String) throws -> TransportSettings {
        TransportSettings(
            proxy: try ProxySettings(for: base, environment: ["HTTPS_PROXY": proxy]),
            additionalCertificatesFile: Self.siteCA
        )
    }

    @Test("goes by CONNECT, and the proxy sees no header of it", arguments: ["", "us%40er:pass@"])
    func connect(_ userInfo: String) async throws {
        try await LoopbackServer.run(.text(wire("200 OK", "[]")), tls: TLSTests.serverContext()) { server in
            try await LoopbackServer.run(.tunnel(port: server.port)) { proxy in
                let base = try BaseURL(parsing: "https://localhost:\(server.port)/v1")
                let settings = try settings(base, proxy: "http://\(userInfo)127.0.0.1:\(proxy.port)")
                try await withRealClient(to: base, settings: settings) { client in
                    let pools = try await client.pools(of: Sample.account)
                    #expect(pools.isEmpty)
                }
                let seen = proxy.log.received
                #expect(seen.hasPrefix("CONNECT localhost:\(server.port) HTTP/1.1\r\n"))
                for hidden in ["x-frame", Sample.clientID, Sample.signatureAt1700000000, Sample.secret] {
                    #expect(!seen.lowercased().contains(hidden))
                }
                // The user and the password in Base64, which the proxy alone is given.
                #expect(seen.lowercased().contains("proxy-authorization: basic") == !userInfo.isEmpty)
                #expect(seen.contains("dXNAZXI6cGFzcw==") == !userInfo.isEmpty)
                #expect(!server.log.received.lowercased().contains("proxy-authorization"))
            }
            #expect(server.log.received.contains("X-Frame-Signature: \(Sample.signatureAt1700000000)"))
        }
    }

    @Test(
        "that is refused by the proxy was not sent, and only trouble of the proxy's passes",
        arguments: [
            ("403 Forbidden", FrameAPIError.Code.proxyRefused), ("407 Authenticate", .proxyUnauthorized),
            ("502 Bad gateway", .unreachable),
        ]
    )
    func refused(_ status: String, _ code: FrameAPIError.Code) async throws {
        try await LoopbackServer.run(.text(wire(status))) { proxy in
            let base = try BaseURL(parsing: "https://localhost:1/v1")
            try await withRealClient(to: base, settings: settings(base, proxy: "127.0.0.1:\(proxy.port)")) { client in
                let error = await #expect(throws: FrameAPIError.self) {
                    try await client.closeSession("s", of: Sample.account)
                }
                #expect(error?.code == code)
                #expect(error?.detail.contains("the proxy 127.0.0.1:\(proxy.port)") == true)
                #expect(error?.remedy.isEmpty == false)
                #expect(error?.mayHaveActed == false)
                #expect(error?.isTransient == (code == .unreachable))
            }
            #expect(!proxy.log.received.lowercased().contains("x-frame"))
        }
    }

    @Test("that the proxy refuses the password of is not tried again, however many are made and at whatever time")
    func lockedOut() async throws {
        try await LoopbackServer.run(.text(wire("407 Authenticate"))) { proxy in
            let base = try BaseURL(parsing: "https://localhost:1/v1")
            let settings = try settings(base, proxy: "http://user:wrong@127.0.0.1:\(proxy.port)")
            try await withRealClient(to: base, settings: settings) { client in
                let codes = await withTaskGroup(of: FrameAPIError.Code?.self) { group in
                    for _ in 0..<20 {
                        group.addTask {
                            do throws(FrameAPIError) {
                                _ = try await client.pools(of: Sample.account)
                                return nil
                            } catch { return error.code }
                        }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                #expect(codes == Array(repeating: .proxyUnauthorized, count: 20))
                let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
                #expect(
                    error?.detail == "the proxy 127.0.0.1:\(proxy.port) refused the user name and the password (407)"
                )
            }
            #expect(proxy.log.received.ranges(of: "CONNECT ").count == 1)
        }
    }

    @Test(
        "whose proxy is not there was not sent, and nothing goes past the proxy",
        arguments: ["127.0.0.1", "localhost"]
    )
    func absent(_ host: String) async throws {
        let port = try LoopbackServer.deafPort()
        try await LoopbackServer.run(.text(wire("200 OK", "[]")), tls: TLSTests.serverContext()) { server in
            let base = try BaseURL(parsing: "https://localhost:\(server.port)/v1")
            try await withRealClient(to: base, settings: settings(base, proxy: "\(host):\(port)")) { client in
                let error = await #expect(throws: FrameAPIError.self) {
                    try await client.closeSession("s", of: Sample.account)
                }
                #expect(error?.code == .unreachable)
                #expect(error?.detail == "connection refused by the proxy \(host):\(port)")
                #expect(error?.remedy == "Check the base URL, the network, and HTTPS_PROXY if a proxy is needed")
                #expect(error?.mayHaveActed == false)
            }
            #expect(server.log.connections == 0)
        }
    }
}
