import Foundation
import FrameSimulator
import Glibc
import HummingbirdTLS
import NIOSSL
import Testing

@Suite("A service over https, behind a site's own certificate authority or a proxy")
struct NetworkSettingsTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/tls")

    private static func path(_ name: String) -> String { fixtures.appending(path: name).path }

    private func serveTLS(
        _ members: String = "",
        sessions: Int = 12,
        _ work: @escaping @Sendable (SimulatedService, [String: String]) async throws -> Void
    ) async throws {
        let chain = try NIOSSLCertificate.fromPEMFile(Self.path("loopback.pem"))
        let key = try NIOSSLPrivateKey(file: Self.path("loopback.key.pem"), format: .pem)
        let tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        try await SimulatedService.serve(try .evening(members, sessions: sessions), http: .tls(tlsConfiguration: tls)) {
            service in
            var environment = service.environment
            environment["FRAME_API_URL"] = "https://localhost:\(service.port)/v1"
            try await work(service, environment)
        }
    }

    private func run(_ environment: [String: String], _ arguments: String...) async throws -> FramectlResult {
        try await ChildProcess.run(Framectl.path, arguments, environment: environment, input: nil, limit: .patience)
    }

    @Test("is reached with --ca-file or SSL_CERT_FILE, and closes as over http")
    func ownAuthority() async throws {
        try await serveTLS { service, environment in
            let byFlag = try await run(environment, "plan", "--ca-file", Self.path("site-ca.pem"))
            #expect(byFlag.status == 0)
            let trusting = environment.merging(["SSL_CERT_FILE": Self.path("site-ca.pem")]) { $1 }
            let closed = try await run(trusting, "close", "--yes")
            #expect(closed.status == 0)
            #expect(service.deletes.count == 14)
        }
    }

    @Test("is refused without them: 69, naming both, and nothing is sent")
    func untrusted() async throws {
        try await serveTLS { service, environment in
            let result = try await run(environment, "close", "--yes")
            #expect(result.status == 69)
            #expect(result.talk.contains("--ca-file"))
            #expect(result.talk.contains("SSL_CERT_FILE"))
            #expect(service.controlPlane.history.isEmpty)
        }
    }

    @Test(
        "says what is missing on a machine without certificate authorities, and is reached with SSL_CERT_FILE",
        .enabled(if: PrivateMount.isPermitted, PrivateMount.skipped)
    )
    func noAuthorities() async throws {
        try await serveTLS { service, environment in
            func run(_ environment: [String: String]) async throws -> FramectlResult {
                let hidden = "for place in /etc/ssl /etc/pki; do [ ! -d $place ] || mount -t tmpfs none $place; done"
                return try await ChildProcess.run(
                    "/usr/bin/env",
                    ["unshare", "-m", "sh", "-c", "\(hidden); exec \"$0\" plan", Framectl.path],
                    environment: environment.merging(["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]) { $1 },
                    input: nil,
                    limit: .patience
                )
            }
            let result = try await run(environment)
            #expect(result.status == 69)
            #expect(result.talk.contains("has no certificate authorities"), "\(result.talk)")
            #expect(result.talk.contains("ca-certificates"))
            #expect(service.controlPlane.history.isEmpty)
            let named = try await run(environment.merging(["SSL_CERT_FILE": Self.path("site-ca.pem")]) { $1 })
            #expect(named.status == 0, "\(named.talk)")
        }
    }

    @Test("is asked for through HTTPS_PROXY by CONNECT, which shows the proxy no signed header; not with NO_PROXY")
    func proxy() async throws {
        let proxy = try CannedServer { _ in httpAnswer("403 Forbidden", "") }
        defer { proxy.stop() }
        try await serveTLS { service, environment in
            let proxied = environment.merging([
                "HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)", "SSL_CERT_FILE": Self.path("site-ca.pem"),
            ]) { $1 }
            let refused = try await run(proxied, "close", "--yes")
            #expect(refused.status == 69)
            #expect(refused.talk.contains("refused by the proxy 127.0.0.1:\(proxy.port): HTTP/1.1 403 Forbidden"))
            #expect(refused.talk.contains("NO_PROXY"))
            #expect(proxy.seen.count == 1)
            #expect(proxy.seen.allSatisfy { $0.hasPrefix("CONNECT localhost:\(service.port) ") })
            #expect(!proxy.seen.contains { $0.lowercased().contains("x-frame") })
            #expect(service.controlPlane.history.isEmpty)

            let asked = proxy.seen.count
            let direct = try await run(proxied.merging(["NO_PROXY": "localhost"]) { $1 }, "plan")
            #expect(direct.status == 0)
            #expect(proxy.seen.count == asked)
        }
    }

    @Test(
        "whose proxy refuses the password is given up after one attempt: 77, said once",
        arguments: [
            ["plan"], ["close", "--yes"], ["wait-empty"], ["doctor"], ["pools", "list"], ["api", "GET", "/accounts/"],
        ]
    )
    func lockedOut(arguments: [String]) async throws {
        let proxy = try CannedServer { _ in httpAnswer("407 Proxy Authentication Required", "") }
        defer { proxy.stop() }
        var environment = RefusedServiceTests.environment("https://api.example.com/v1")
        environment["HTTPS_PROXY"] = "http://user:canary-password@127.0.0.1:\(proxy.port)"
        let result = try await ChildProcess.run(
            Framectl.path,
            arguments,
            environment: environment,
            input: nil,
            limit: .patience
        )
        #expect(result.status == 77)
        #expect(proxy.seen.count == 1)
        let words = "the proxy 127.0.0.1:\(proxy.port) refused the user name and the password (407)"
        #expect(result.everything.contains(words))
        #expect(!result.everything.contains("Retrying"))
        #expect(!result.everything.contains("canary-password"))
        #expect(result.everything.contains("Set HTTPS_PROXY to"))
    }

    /// A proxy that opens so many tunnels, and then refuses the password; or any number, until one of them ends, and the others with it.
    private static let forgetfulProxy = """
        import time
        lost, open_ones = threading.Event(), []
        def copy(source, sink):
            try:
                while data := source.recv(65536): sink.sendall(data)
            except OSError: pass
            for side in (source, sink):
                try: side.shutdown(socket.SHUT_RDWR)
                except OSError: pass
            if left > 0 and sys.argv[2] == "999":
                lost.set()
                for side in open_ones:
                    try: side.shutdown(socket.SHUT_RDWR)
                    except OSError: pass
        def refuse(client):
            time.sleep(0.2)
            client.sendall(b"HTTP/1.1 407 Nope\\r\\nContent-Length: 0\\r\\n\\r\\n")
            client.close()
        left = int(sys.argv[2])
        while True:
            client, _ = listener.accept()
            head = b""
            while b"\\r\\n\\r\\n" not in head: head += client.recv(65536)
            if left == 0 or lost.is_set():
                print("refused", file=open(sys.argv[3], "a"))
                threading.Thread(target=refuse, args=(client,), daemon=True).start()
                continue
            left -= 1
            open_ones.append(client)
            host, port = head.split()[1].decode().rsplit(":", 1)
            server = socket.create_connection((host, int(port)))
            client.sendall(b"HTTP/1.1 200 OK\\r\\n\\r\\n")
            for pair in ((client, server), (server, client)):
                threading.Thread(target=copy, args=pair, daemon=True).start()
        """

    @Test(
        "whose proxy refuses the password in the middle of a run: 77 after one attempt, and the report ends with it",
        .enabled(if: PythonServer.isThere, PythonServer.missing)
    )
    func lockedOutHalfWay() async throws {
        // Both connections are lost, so that a third tunnel is needed.
        let faults =
            #""faults": [{ "on": "DELETE /accounts/*/sessions/*", "skip": 5, "times": 2, "answer": "drop-before" }]"#
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let refusals = folder.url.appending(path: "refusals").path
        try await serveTLS(faults) { service, environment in
            try await PythonServer.with(Self.forgetfulProxy, ["2", refusals]) { port in
                let proxied = environment.merging([
                    "HTTPS_PROXY": "http://user:canary-password@127.0.0.1:\(port)",
                    "SSL_CERT_FILE": Self.path("site-ca.pem"),
                ]) { $1 }
                let result = try await run(proxied, "close", "--yes", "--concurrency", "1")
                #expect(result.status == 77, "\(result.talk)")
                let words = "the proxy 127.0.0.1:\(port) refused the user name and the password (407)"
                #expect(result.talk.contains("Stopped: \(words): 0 closed, 7 unverified, "), "\(result.talk)")
                #expect(result.talk.contains("Set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT"))
                #expect(try String(contentsOfFile: refusals, encoding: .utf8) == "refused\n")
                #expect(service.deletes.count == 7)
            }
        }
    }

    @Test(
        "whose proxy ends all tunnels and refuses the password is asked for one more, however many had been open",
        .enabled(if: PythonServer.isThere, PythonServer.missing)
    )
    func lockedOutAtFullSpeed() async throws {
        let faults =
            #""latency_ms": 100, "faults": [{ "on": "DELETE /accounts/*/sessions/*", "skip": 150, "answer": "drop-before" }]"#
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let refusals = folder.url.appending(path: "refusals").path
        try await serveTLS(faults, sessions: 400) { service, environment in
            try await PythonServer.with(Self.forgetfulProxy, ["999", refusals]) { port in
                let proxied = environment.merging([
                    "HTTPS_PROXY": "http://user:canary-password@127.0.0.1:\(port)",
                    "SSL_CERT_FILE": Self.path("site-ca.pem"),
                ]) { $1 }
                let result = try await run(proxied, "close", "--yes")
                #expect(result.status == 77, "\(result.talk)")
                #expect(try String(contentsOfFile: refusals, encoding: .utf8) == "refused\n")
                #expect(service.deletes.count >= 150)
            }
        }
    }

    @Test("with a file of authorities that is a pipe, which nobody writes into, is refused at once: 78")
    func pipeOfAuthorities() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let pipe = folder.url.appending(path: "ca.pem").path
        try #require(mkfifo(pipe, 0o600) == 0)
        let environment = RefusedServiceTests.environment("https://api.example.com/v1")
        for (arguments, more) in [(["plan", "--ca-file", pipe], [:]), (["plan"], ["SSL_CERT_FILE": pipe])] {
            let result = try await ChildProcess.run(
                Framectl.path,
                arguments,
                environment: environment.merging(more) { $1 },
                input: nil,
                limit: .patience
            )
            #expect(result.status == 78)
            #expect(result.talk.contains("“\(pipe)” is a pipe, and a file is needed"))
        }
    }

    @Test("is reached by a user without any of root's rights")
    func unprivileged() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let without = getuid() == 0 ? ["setpriv", "--bounding-set=-all"] : []
            let result = try await ChildProcess.run(
                "/usr/bin/env",
                without + [Framectl.path, "close", "--yes"],
                environment: service.environment,
                input: nil,
                limit: .patience
            )
            #expect(result.status == 0, "\(result.talk)")
            #expect(service.deletes.count == 14)
        }
    }

    @Test("a proxy setting that is none: 78", arguments: ["ftp://proxy", "http://", "https://proxy:443"])
    func badProxy(value: String) async throws {
        try await serveTLS { service, environment in
            let result = try await run(environment.merging(["HTTPS_PROXY": value]) { $1 }, "plan")
            #expect(result.status == 78)
            #expect(result.talk.contains("HTTPS_PROXY"))
            #expect(service.controlPlane.history.isEmpty)
        }
    }
}
