import HTTPTypes
import Testing

@testable import FrameAPI

@Suite("A failed read")
struct ReadRetryTests {
    static let retry = ReadRetry(limit: .seconds(30), backoff: Backoff(base: .seconds(1), limit: .seconds(2)))

    static let passing: [(String, FakeTransport.Step)] = [
        ("429", answer(429)), ("403 with a wait", answer(403, "", [("Retry-After", "1")])), ("408", answer(408)),
        ("425", answer(425)), ("409 with a wait", answer(409, "", [("Retry-After", "1")])),
        ("423 with a wait", answer(423, "", [("Retry-After", "1")])), ("400 of a rate", answer(400, "Rate exceeded")),
        ("500", answer(500)), ("502", answer(502)), ("503", answer(503)),
        ("504", answer(504)), ("timed out", failure(.timedOut, mayHaveBeenSent: true)),
        ("connection lost", failure(.connectionLost, mayHaveBeenSent: true)), ("unreachable", failure(.unreachable)),
    ]

    @Test("is repeated when the failure is one that passes", arguments: passing.map(\.0).indices)
    func repeated(_ index: Int) async throws {
        let transport = FakeTransport(Self.passing[index].1, answer(200, "[]"))
        let client = try FrameClient.underTest(transport, retry: Self.retry, random: .middle)
        #expect(try await client.pools(of: Sample.account).isEmpty)
        #expect(transport.requests.count == 2)
    }

    static let lasting: [(FrameAPIError.Code, FakeTransport.Step)] = [
        (.unauthorized, answer(401)), (.forbidden, answer(403)), (.notFound, answer(404)), (.notFound, answer(410)),
        (.refused, answer(400)), (.refused, answer(409)), (.refused, answer(422)), (.redirected, answer(302)),
        (.notUnderstood, answer(200, "<html>")), (.notUnderstood, answer(200, "[")), (.notUnderstood, answer(204)),
        (.refused, answer(423)), (.untrusted, failure(.untrusted)), (.unknownHost, failure(.unknownHost)),
        (.insecureBaseURL, failure(.notLoopback)), (.proxyUnauthorized, failure(.proxyUnauthorized)),
        (.proxyRefused, failure(.proxyRefused)), (.bodyTooLarge, failure(.bodyTooLarge, mayHaveBeenSent: true)),
        (.cancelled, failure(.cancelled, mayHaveBeenSent: true)),
    ]

    @Test("is not repeated when the failure lasts", arguments: lasting.indices)
    func notRepeated(_ index: Int) async throws {
        let (code, step) = Self.lasting[index]
        let transport = FakeTransport(step)
        let client = try FrameClient.underTest(transport, retry: Self.retry)
        let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
        #expect(error?.code == code)
        #expect(transport.requests.count == 1)
    }

    /// A transport that fails for ever.
    private func failing(_ status: Int = 503, _ headers: [(String, String)] = []) -> FakeTransport {
        FakeTransport(steps: Array(repeating: answer(status, "", headers), count: 1_000))
    }

    @Test("goes on for as long as the policy says, and the last attempt is made at its end")
    func bounded() async throws {
        for seconds in [1, 7, 30, 1_800] {
            let (transport, time) = (failing(), VirtualTime())
            let retry = ReadRetry(limit: .seconds(seconds), backoff: Self.retry.backoff)
            let client = try FrameClient.underTest(transport, retry: retry, time: time, random: .highest)
            let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
            #expect(error?.code == .serverFault)
            #expect(error?.remedy.hasPrefix("Run it again later") == true)
            #expect(time.sleeps.reduce(.zero, +) == .seconds(seconds))
            #expect(transport.requests.count == time.sleeps.count + 1)
        }
    }

    @Test("is sent again for 30 s by default, at most 2 s apart, however chance has it", arguments: 0..<20)
    func usual(_ seed: Int) async throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let draws = (0..<1_000).map { _ in generator.next() }
        let drawn = Kept<UInt64>()
        let random = RandomSource {
            let draw = draws[drawn.values.count]
            drawn.keep(draw)
            return draw
        }
        let (transport, time) = (failing(), VirtualTime())
        let client = try FrameClient.underTest(transport, retry: ReadRetry(), time: time, random: random)
        _ = try? await client.pools(of: Sample.account)
        #expect(time.sleeps.reduce(.zero, +) == .seconds(30))
        #expect(time.sleeps.allSatisfy { $0 > .zero && $0 <= .seconds(2) })
        #expect((16...40).contains(transport.requests.count))
    }

    @Test("is not sent again by a policy of no time")
    func never() async throws {
        let transport = FakeTransport(answer(503))
        let client = try FrameClient.underTest(transport, retry: ReadRetry(limit: .zero))
        await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
        #expect(transport.requests.count == 1)
    }

    @Test("is not waited for longer than the policy says, though the service asks for it")
    func askedTooLong() async throws {
        let (transport, time) = (FakeTransport(answer(429, "slow down", [("Retry-After", "45")])), VirtualTime())
        let client = try FrameClient.underTest(transport, retry: Self.retry, time: time)
        let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
        #expect(error?.code == .throttled)
        #expect(error?.retryLimit == .seconds(30))
        #expect(time.sleeps.isEmpty)
    }

    @Test("keeps the policy's time in the error when the service asks for more than is left of it, and in no other")
    func askedForMoreThanIsLeft() async throws {
        let cases: [(waits: [String?], limit: Duration, kept: Duration?)] = [
            (["20", "20"], .seconds(30), .seconds(30)), (["5"], .zero, .zero), ([nil], .zero, nil),
            // The time is over: that it asks once more ends nothing.
            (["10", "10", "10", "10"], .seconds(30), nil),
        ]
        for (waits, limit, kept) in cases {
            let transport = FakeTransport(steps: waits.map { answer(503, "", $0.map { [("Retry-After", $0)] } ?? []) })
            let retry = ReadRetry(limit: limit, backoff: Self.retry.backoff)
            let client = try FrameClient.underTest(transport, retry: retry, random: .middle)
            let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
            #expect(error?.retryLimit == kept)
            #expect(transport.requests.count == waits.count)
        }
    }

    @Test("that finds no connection counts the time that this takes, and the last attempt ends with the time")
    func slowToFail() async throws {
        let time = VirtualTime()
        let step: FakeTransport.Step = { _ throws(TransportFailure) in
            try? await time.source.sleep(.seconds(5))
            throw TransportFailure(.unreachable, mayHaveBeenSent: false, detail: "no connection within 5 s")
        }
        for (limit, length) in [(Duration.seconds(30), Duration.seconds(30)), (.seconds(3), .seconds(5))] {
            let retry = ReadRetry(limit: limit, backoff: Self.retry.backoff)
            let transport = FakeTransport(steps: Array(repeating: step, count: 10))
            let client = try FrameClient.underTest(transport, retry: retry, time: time, random: .middle)
            let began = time.source.elapsed()
            await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
            #expect(time.source.elapsed() - began == length)
        }
    }

    @Test("waits a drawn part of a growing ceiling, and at least half of it")
    func jitter() async throws {
        let time = VirtualTime()
        let transport = FakeTransport(answer(500), answer(500), answer(500), answer(200, "[]"))
        let client = try FrameClient.underTest(transport, retry: Self.retry, time: time, random: .middle)
        _ = try await client.pools(of: Sample.account)
        #expect(time.sleeps == [.milliseconds(750), .milliseconds(1_500), .milliseconds(1_500)])
    }

    @Test(
        "waits as long as the service asks, within two minutes, and never less than was drawn",
        arguments: [
            ("0", 1), ("1", 1), ("45", 45), ("86400", 120), ("Tue, 14 Nov 2023 22:13:50 GMT", 30), ("soon", 1),
            ("-5", 1),
        ]
    )
    func retryAfter(_ header: String, _ seconds: Int) async throws {
        let time = VirtualTime()
        let transport = FakeTransport(answer(429, "", [("Retry-After", header)]), answer(200, "[]"))
        let retry = ReadRetry(limit: .seconds(120), backoff: Self.retry.backoff)
        let client = try FrameClient.underTest(transport, retry: retry, time: time, random: .highest)
        _ = try await client.pools(of: Sample.account)
        #expect(time.sleeps == [.seconds(seconds)])
    }

    @Test("tells of every wait before it begins")
    func notices() async throws {
        let notices = Kept<RetryNotice>()
        let transport = FakeTransport(answer(429), answer(503), answer(200, "[]"))
        let client = try FrameClient.underTest(
            transport,
            retry: Self.retry,
            random: .highest,
            onRetry: notices.keep
        )
        _ = try await client.pools(of: Sample.account)
        #expect(notices.values.map(\.error.code) == [.throttled, .serverFault])
        #expect(notices.values.map(\.wait) == [.seconds(1), .seconds(2)])
        #expect(notices.values.map(\.limit) == [.seconds(30), .seconds(30)])
    }

    @Test("of a written-out path is repeated for GET and HEAD", arguments: [HTTPRequest.Method.get, .head])
    func rawReads(_ method: HTTPRequest.Method) async throws {
        let transport = FakeTransport(answer(503), answer(200))
        let client = try FrameClient.underTest(transport, retry: Self.retry, random: .low)
        #expect(try await client.send(method, path: "/x").status == 200)
        #expect(transport.requests.map(\.head.method) == [method, method])
    }
}
