import HTTPTypes
import Testing

@testable import FrameAPI

@Suite("A client that can only ask")
struct ReaderTests {
    @Test("sends GET and HEAD, and nothing else, whatever is asked of it")
    func methods() async throws {
        let listing = answer(200, "[]", [("Content-Type", "application/json")])
        let object = answer(200, #"{"id": "x", "state": "open"}"#, [("Content-Type", "application/json")])
        let transport = FakeTransport(steps: [listing, listing, listing, object, object, object])
        let reader = try FrameClient.underTest(transport).reader
        _ = try await reader.accounts()
        _ = try await reader.pools(of: Sample.account)
        _ = try await reader.activeSessions(of: Sample.account)
        _ = try await reader.session("s", of: Sample.account)
        _ = try await reader.read("/x")
        _ = try await reader.read("/x", method: .head)
        #expect(transport.requests.map(\.head.method) == [.get, .get, .get, .get, .get, .head])
    }

    @Test("signs as the client that it came from, and knows as much to hide")
    func signature() async throws {
        let transport = FakeTransport(answer(200, "[]", [("Content-Type", "application/json")]))
        let client = try FrameClient.underTest(transport, time: VirtualTime(unixSeconds: 1_700_000_000))
        _ = try await client.reader.accounts()
        let sent = try #require(transport.requests.first)
        #expect(sent.head.headerFields[.frameSignature] == Sample.signatureAt1700000000)
        #expect(client.reader.clientID == Sample.clientID)
        #expect(client.reader.baseURL == client.baseURL)
        #expect(client.reader.redactor.redact("a \(Sample.secret) b") == "a <redacted> b")
    }

    @Test("refuses a path that could lead elsewhere, as the client does")
    func path() async throws {
        let reader = try FrameClient.underTest(FakeTransport()).reader
        let error = try #require(await #expect(throws: FrameAPIError.self) { try await reader.read("/../x") })
        #expect(error.code == .invalidPath)
    }
}

@Suite("The user of a listed session")
struct SessionUserTests {
    private func users(_ members: String) async throws -> [String] {
        let body = #"[{"id": "s", "pool_id": "p"\#(members)}]"#
        return try await client(answering: 200, body).activeSessions(of: Sample.account)[0].users
    }

    @Test("is whatever may name one, and nothing where nothing does")
    func names() async throws {
        #expect(try await users("") == [])
        #expect(try await users(#", "user": null, "email": "", "age": 3"#) == [])
        #expect(try await users(#", "user": {"name": "x"}"#) == [])
        #expect(try await users(#", "user": "ada@example.com""#) == ["ada@example.com"])
        #expect(try await users(#", "user_id": 17, "user_email": "ada@example.com""#) == ["17", "ada@example.com"])
    }
}
