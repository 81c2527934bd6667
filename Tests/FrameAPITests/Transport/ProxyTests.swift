import NIOCore
import NIOPosix
import Synchronization
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

    @Test("to an address is sent only where the certificate is for that address, and not for the proxy's")
    func address() async throws {
        try await LoopbackServer.run(.text(wire("200 OK", "[]")), tls: TLSTests.serverContext()) { server in
            try await LoopbackServer.run(.tunnel(port: server.port)) { proxy in
                for (host, isRight) in [
                    ("127.0.0.1", true), ("10.9.9.9", false), ("[::1]", false), ("127.0.0.2", false),
                ] {
                    let base = try BaseURL(parsing: "https://\(host):\(server.port)/v1")
                    let settings = try settings(base, proxy: "http://127.0.0.1:\(proxy.port)")
                    try await withRealClient(to: base, settings: settings) { client in
                        do throws(FrameAPIError) {
                            _ = try await client.pools(of: Sample.account)
                            #expect(isRight, "\(host)")
                        } catch {
                            #expect(!isRight, "\(host)")
                            #expect(error.code == .untrusted)
                            #expect(error.detail.hasPrefix("TLS handshake failed: the certificate is for another host"))
                        }
                    }
                }
            }
            #expect(server.log.received.ranges(of: "X-Frame-Signature").count == 1)
        }
    }

    @Test(
        "that finds no way through the proxy names it, and says what is wrong there",
        arguments: [
            (
                .text(wire("407 No", headers: ["Proxy-Authenticate: Negotiate", "proxy-authenticate: NTLM"])), true,
                "the proxy PROXY asks for Negotiate or NTLM, and only Basic is supported (407)",
                "Set HTTPS_PROXY to a proxy that takes Basic or no log-in, or list the service's host in NO_PROXY"
            ),
            (
                .text(wire("407 No", headers: ["Proxy-Authenticate: NTLM", "Proxy-Authenticate: Basic realm=\"x\""])),
                true, "the proxy PROXY refused the user name and the password (407)",
                "Set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT with the right password; it was tried once"
            ),
            (
                .text(wire("407 No")), false, "the proxy PROXY asks for a user name and a password (407)",
                "Set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT"
            ),
            (
                .text(wire("200 OK", "<html>")), false,
                "no tunnel through the proxy PROXY: it answered CONNECT with a page (HTTP/1.1 200 OK)",
                "Check the base URL, the network, and HTTPS_PROXY if a proxy is needed"
            ),
            (
                .text(wire("403 Blocked by policy 7")), false,
                "refused by the proxy PROXY: HTTP/1.1 403 Blocked by policy 7",
                "Ask whoever runs the proxy to let the service's host through, or list it in NO_PROXY"
            ),
            (
                .text("SSH-2.0-OpenSSH_9.2\r\n"), false, "no tunnel through the proxy PROXY: SSH-2.0-OpenSSH_9.2",
                "Check the base URL, the network, and HTTPS_PROXY if a proxy is needed"
            ),
            (
                .endless(head: "HTTP/1.1 200 OK\r\nX: "), false, "no tunnel through the proxy PROXY: an endless answer",
                "Check the base URL, the network, and HTTPS_PROXY if a proxy is needed"
            ),
            (
                .textThenEnd(""), false, "no tunnel through the proxy PROXY: it closed the connection",
                "Check the base URL, the network, and HTTPS_PROXY if a proxy is needed"
            ),
            (
                .silence, false, "no tunnel through the proxy PROXY: it did not answer within 0.3 s",
                "Check the base URL, the network, and HTTPS_PROXY if a proxy is needed"
            ),
        ] as [(LoopbackServer.Reply, Bool, String, String)]
    )
    func noWay(_ reply: LoopbackServer.Reply, _ isTold: Bool, _ words: String, _ remedy: String) async throws {
        try await LoopbackServer.run(reply) { proxy in
            let base = try BaseURL(parsing: "https://localhost:1/v1")
            var settings = try settings(base, proxy: (isTold ? "user:pass@" : "") + "127.0.0.1:\(proxy.port)")
            if words.contains("0.3 s") { settings.connectTime = .milliseconds(300) }
            try await withRealClient(to: base, settings: settings) { client in
                let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
                #expect(error?.detail == words.replacing("PROXY", with: "127.0.0.1:\(proxy.port)"))
                #expect(error?.remedy == remedy)
            }
        }
    }

    @Test("whose time is over before there is a tunnel names the proxy")
    func noTunnelInTime() async throws {
        try await LoopbackServer.run(.silence) { proxy in
            let base = try BaseURL(parsing: "https://localhost:1/v1")
            let settings = try settings(base, proxy: "127.0.0.1:\(proxy.port)")
            let limits = RequestLimits(readTime: .milliseconds(300))
            try await withRealClient(to: base, settings: settings, limits: limits) { client in
                let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
                #expect(
                    error?.detail == "no connection to localhost:1 through the proxy 127.0.0.1:\(proxy.port) in time"
                )
            }
        }
    }

    @Test("whose proxy is unknown by its name says so")
    func unknownProxy() async throws {
        let base = try BaseURL(parsing: "https://localhost:1/v1")
        try await withRealClient(to: base, settings: settings(base, proxy: "proxy.nowhere.invalid:3128")) { client in
            let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
            #expect(error?.detail.hasPrefix("the proxy's host proxy.nowhere.invalid ") == true)
            #expect(error?.remedy == "Check the spelling of the host in HTTPS_PROXY")
        }
    }

    private final class Counts: Sendable {
        let kept = Mutex((asked: 0, atOnce: 0, most: 0))
    }

    @Test("asks a proxy for one tunnel at a time, on both event loops, and for none after a refusal")
    func oneAtATime() async throws {
        let gate = ProxyGate()
        let loops = Array(MultiThreadedEventLoopGroup.singleton.makeIterator().prefix(2))
        let counts = Counts()
        let refusal = ProxyRefusal(proxy: "p:1", status: 407, line: "", wasTold: true)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                let loop = loops[number % loops.count]
                group.addTask {
                    let opened = loop.flatSubmit {
                        gate.pass(on: loop) {
                            let count = counts.kept.withLock { counts in
                                (counts.asked, counts.atOnce) = (counts.asked + 1, counts.atOnce + 1)
                                counts.most = max(counts.most, counts.atOnce)
                                return counts.asked
                            }
                            return loop.scheduleTask(in: .milliseconds(5)) { () throws -> any Channel in
                                counts.kept.withLock { $0.atOnce -= 1 }
                                throw count == 5 ? refusal : ExchangeFailure.noHandshake as any Error
                            }
                            .futureResult
                        }
                    }
                    _ = try? await opened.get()
                }
            }
        }
        let (asked, atOnce, most) = counts.kept.withLock { $0 }
        #expect((asked, atOnce, most) == (5, 0, 1))
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
