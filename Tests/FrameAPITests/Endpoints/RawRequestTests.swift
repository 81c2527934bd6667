import HTTPTypes
import Testing

@testable import FrameAPI

@Suite("A written-out request")
struct RawRequestTests {
    @Test(
        "goes to its path below the base URL, as it was written",
        arguments: [
            ("/accounts/", "/v1/accounts/"), ("accounts", "/v1/accounts"), ("/x?a=b&c=%20d", "/v1/x?a=b&c=%20d"),
            ("/x?path=../y", "/v1/x?path=../y"), ("/a%2Fb", "/v1/a%2Fb"), ("/", "/v1/"), ("/a..b/.c", "/v1/a..b/.c"),
        ]
    )
    func accepted(_ path: String, _ expected: String) async throws {
        let transport = FakeTransport(answer(200, "{}", [("Content-Type", "application/json")]))
        let raw = try await FrameClient.underTest(transport).send(.get, path: path)
        #expect(transport.requests.map(\.head.path) == [expected])
        #expect(raw.status == 200)
        #expect(raw.contentType == "application/json")
        #expect(raw.body == Array("{}".utf8))
    }

    @Test(
        "is refused, and nothing is sent, when it could lead elsewhere",
        arguments: [
            "https://evil.com/x", "//evil.com/x", "/a//b", "/../x", "/a/../b", "/a/..", "/./x", "..", "/a/..?x",
            "/a b", "/a\r\nX-Evil: 1", "/a#b", "/é", "/a\u{0}", "/%2e%2e/x", "/a/%2E%2e", "/.%2e/x", "/%2e",
            "/a\\..\\b",
        ]
    )
    func refused(_ path: String) async throws {
        let transport = FakeTransport()
        let client = try FrameClient.underTest(transport)
        let error = try #require(await #expect(throws: FrameAPIError.self) { try await client.send(.get, path: path) })
        #expect(error.code == .invalidPath)
        #expect(error.remedy.hasSuffix("like /accounts/ID/pools; nothing was sent"))
        #expect(!error.mayHaveActed)
        #expect(transport.requests.isEmpty)
    }

    @Test("gives a 2xx answer back as it came, whatever it is", arguments: ["", "<html>", "[1,", "{}"])
    func anyBody(_ body: String) async throws {
        let raw = try await client(answering: 206, body).send(.get, path: "/x")
        #expect(raw.status == 206)
        #expect(raw.body == Array(body.utf8))
    }
}
