import Testing

@testable import FrameAPI

@Suite("A broken answer", .timeLimit(.minutes(10)))
struct BrokenAnswerTests {
    @Test(
        "that ends too early is a lost connection, and the request may have acted",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[]", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n", "HTTP/1.1 200 OK\r\nContent-Le", "",
        ]
    )
    func cut(_ text: String) async throws {
        let error = try await realFailure(of: .textThenEnd(text))
        #expect(error.code == .connectionLost)
        #expect(error.remedy == "Run it again; if it persists, check for a proxy that closes connections")
        #expect(error.mayHaveActed)
        #expect(error.isTransient)
    }

    @Test(
        "that is not HTTP is a lost connection, and the request may have acted",
        arguments: ["SSH-2.0-x\r\n\r\n", "[]\r\n\r\n"]
    )
    func notHTTP(_ text: String) async throws {
        let error = try await realFailure(of: .textThenEnd(text))
        #expect(error.code == .connectionLost)
        #expect(error.remedy.hasPrefix("Run it again"))
        #expect(error.mayHaveActed)
    }

    @Test("by a reset is a lost connection, and the request may have acted")
    func reset() async throws {
        let error = try await realFailure(of: .reset)
        #expect(error.code == .connectionLost)
        #expect(error.detail.hasPrefix("connection reset by 127.0.0.1:"))
        #expect(error.remedy == "Run it again; if it persists, check for a proxy that closes connections")
        #expect(error.mayHaveActed)
    }

    @Test("that announces more than the limit is not read")
    func announcedTooLarge() async throws {
        let reply = LoopbackServer.Reply.endless(head: "HTTP/1.1 200 OK\r\nContent-Length: 900000000000\r\n\r\n")
        let error = try await realFailure(of: reply, limits: RequestLimits(readTime: .seconds(300), bodySize: 1_000))
        #expect(error.code == .bodyTooLarge)
        #expect(error.detail == "the answer is larger than 1000 bytes")
        #expect(error.remedy == "Check the base URL; no listing of the service is known to be this large")
        #expect(error.mayHaveActed)
    }

    @Test("that begins as a list and has no end is given up at the limit")
    func endless() async throws {
        let reply = LoopbackServer.Reply.endless(head: "HTTP/1.1 200 OK\r\n\r\n[")
        let error = try await realFailure(of: reply, limits: RequestLimits(readTime: .seconds(300), bodySize: 1 << 20))
        #expect(error.code == .bodyTooLarge)
        #expect(error.remedy == "Check the base URL; no listing of the service is known to be this large")
    }

    @Test("of exactly the limit is read", arguments: [(2, true), (1, false)])
    func boundary(_ limit: Int, _ fits: Bool) async throws {
        for reply in [wire("200 OK", "[]"), "HTTP/1.1 200 OK\r\n\r\n[]"] {
            try await LoopbackServer.run(.textThenEnd(reply)) { server in
                try await withRealClient(to: try server.baseURL, limits: RequestLimits(bodySize: limit)) { client in
                    if fits {
                        let pools = try await client.pools(of: Sample.account)
                        #expect(pools.isEmpty)
                    } else {
                        let error = await #expect(throws: FrameAPIError.self) {
                            try await client.pools(of: Sample.account)
                        }
                        #expect(error?.code == .bodyTooLarge)
                        #expect(error?.remedy.hasPrefix("Check the base URL") == true)
                    }
                }
            }
        }
    }

    @Test(
        "that never comes, or never ends, is given up when the time is over",
        arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[", "HTTP/1.1 200"]
    )
    func hanging(_ beginning: String) async throws {
        try await LoopbackServer.run(.text(beginning)) { server in
            // The time is over as soon as the server has the request.
            let limits = Kept<Duration>()
            var time = TimeSource.system
            time.sleep = { limit in
                limits.keep(limit)
                await server.log.firstRequest()
            }
            try await withRealClient(
                to: try server.baseURL,
                limits: RequestLimits(actionTime: .seconds(77)),
                limitedBy: time
            ) { client in
                let error = await #expect(throws: FrameAPIError.self) {
                    try await client.closeSession("s", of: Sample.account)
                }
                #expect(error?.code == .timedOut)
                #expect(error?.detail == "no complete answer from 127.0.0.1:\(server.port) within 77 s")
                #expect(error?.remedy == "Run it again; if it stays so, the service or the way to it is slow")
                #expect(error?.mayHaveActed == true)
            }
            #expect(limits.values == [.seconds(77)])
        }
    }

    @Test("is given up by the machine's own clock too")
    func realClock() async throws {
        let error = try await realFailure(of: .silence, limits: RequestLimits(readTime: .seconds(3)))
        #expect(error.code == .timedOut)
        #expect(error.remedy == "Run it again; if it stays so, the service or the way to it is slow")
    }
}
