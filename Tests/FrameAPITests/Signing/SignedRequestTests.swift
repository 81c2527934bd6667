import HTTPTypes
import Testing

@testable import FrameAPI

@Suite("A request on its way out")
struct SignedRequestTests {
    private func header(_ name: String, of request: TransportRequest) throws -> String? {
        request.head.headerFields[try #require(HTTPField.Name(name))]
    }

    @Test("carries the three signed headers of its second")
    func signedHeaders() async throws {
        let transport = FakeTransport(answer(200, "[]"))
        _ = try await FrameClient.underTest(transport).pools(of: Sample.account)
        let sent = try #require(transport.requests.first)
        #expect(try header("X-Frame-ClientId", of: sent) == Sample.clientID)
        #expect(try header("X-Frame-Timestamp", of: sent) == "1700000000")
        #expect(try header("X-Frame-Signature", of: sent) == Sample.signatureAt1700000000)
    }

    @Test("is signed for the whole second that has begun, never for the next one")
    func fractionsOfSeconds() async throws {
        let transport = FakeTransport(answer(200, "[]"))
        _ = try await FrameClient.underTest(transport, time: VirtualTime(unixSeconds: 1_700_000_000.999))
            .pools(of: Sample.account)
        #expect(try header("X-Frame-Timestamp", of: #require(transport.requests.first)) == "1700000000")
    }

    @Test("is signed afresh for each attempt, with the new second")
    func freshForEachAttempt() async throws {
        let transport = FakeTransport(
            answer(503, "", [("Retry-After", "7")]),
            failure(.connectionLost, mayHaveBeenSent: true),
            answer(200, "[]")
        )
        _ = try await FrameClient.underTest(
            transport,
            retry: ReadRetry(limit: .seconds(60), backoff: Backoff(base: .seconds(2), limit: .seconds(60))),
            random: .highest
        ).pools(of: Sample.account)
        let timestamps = try transport.requests.map { try header("X-Frame-Timestamp", of: $0) }
        #expect(timestamps == ["1700000000", "1700000007", "1700000011"])
        let signer = RequestSigner(try Sample.credentials())
        let signatures = try transport.requests.map { try header("X-Frame-Signature", of: $0) }
        #expect(signatures == [1_700_000_000, 1_700_000_007, 1_700_000_011].map { signer.signature(at: $0) })
        #expect(Set(signatures).count == 3)
    }

    @Test("asks for JSON, names its sender, and has a content type only when it has content")
    func otherHeaders() async throws {
        let transport = FakeTransport(answer(200, "[]"), answer(200, "{}"))
        let client = try FrameClient.underTest(transport, limits: RequestLimits(userAgent: "framectl/9"))
        _ = try await client.pools(of: Sample.account)
        _ = try await client.send(.post, path: "/x", body: Array("{}".utf8))
        let (get, post) = try (#require(transport.requests.first), #require(transport.requests.last))
        #expect(get.head.headerFields[.accept] == "application/json")
        #expect(get.head.headerFields[.userAgent] == "framectl/9")
        #expect(get.head.headerFields[.contentType] == nil)
        #expect(get.body == nil)
        #expect(post.head.headerFields[.contentType] == "application/json")
        #expect(post.body == Array("{}".utf8))
    }

    @Test("has the bounds that the client was given: one for reads, one for whatever acts")
    func bounds() async throws {
        let transport = FakeTransport(answer(200, "[]"), answer(200))
        let limits = RequestLimits(readTime: .seconds(3), actionTime: .seconds(4), bodySize: 5, excerptSize: 2)
        let client = try FrameClient.underTest(transport, limits: limits)
        _ = try await client.pools(of: Sample.account)
        _ = try await client.closeSession("s", of: Sample.account)
        #expect(transport.requests.map(\.timeLimit) == [.seconds(3), .seconds(4)])
        #expect(transport.requests.map(\.bodyLimit) == [5, nil])
        #expect(transport.requests.map(\.excerptLimit) == [2, 2])
    }
}
