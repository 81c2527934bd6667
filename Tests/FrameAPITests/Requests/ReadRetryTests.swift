import HTTPTypes
import Testing

@testable import FrameAPI

@Suite("A failed read")
struct ReadRetryTests {
    static let retry = ReadRetry(attempts: 4, backoff: Backoff(base: .seconds(1), limit: .seconds(3)))

    static let passing: [(String, FakeTransport.Step)] = [
        ("429", answer(429)), ("403 with a wait", answer(403, "", [("Retry-After", "1")])), ("408", answer(408)),
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
        (.untrusted, failure(.untrusted)), (.bodyTooLarge, failure(.bodyTooLarge, mayHaveBeenSent: true)),
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

    @Test("is given up after the attempts that the policy has, with the last error", arguments: 1...4)
    func bounded(_ attempts: Int) async throws {
        let steps = (0..<attempts).map { answer($0 == attempts - 1 ? 504 : 503) }
        let transport = FakeTransport(steps: steps)
        let time = VirtualTime()
        let client = try FrameClient.underTest(
            transport,
            retry: ReadRetry(attempts: attempts, backoff: Self.retry.backoff),
            time: time,
            random: .highest
        )
        let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
        #expect(error?.code == .serverFault)
        #expect(error?.status == 504)
        #expect(error?.remedy.hasPrefix("Run it again later") == true)
        #expect(transport.requests.count == attempts)
        #expect(time.sleeps == Array([.seconds(1), .seconds(2), .seconds(3)].prefix(attempts - 1)))
    }

    @Test("waits a drawn part of a growing ceiling")
    func jitter() async throws {
        let time = VirtualTime()
        let transport = FakeTransport(answer(500), answer(500), answer(500), answer(200, "[]"))
        let client = try FrameClient.underTest(transport, retry: Self.retry, time: time, random: .middle)
        _ = try await client.pools(of: Sample.account)
        #expect(time.sleeps == [.milliseconds(500), .seconds(1), .milliseconds(1_500)])
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
        let client = try FrameClient.underTest(transport, retry: Self.retry, time: time, random: .highest)
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
    }

    @Test("of a written-out path is repeated for GET and HEAD", arguments: [HTTPRequest.Method.get, .head])
    func rawReads(_ method: HTTPRequest.Method) async throws {
        let transport = FakeTransport(answer(503), answer(200))
        let client = try FrameClient.underTest(transport, retry: Self.retry, random: .low)
        #expect(try await client.send(method, path: "/x").status == 200)
        #expect(transport.requests.map(\.head.method) == [method, method])
    }
}
