import HTTPTypes
import Testing

@testable import FrameAPI

/// Law 10: whatever a server or a proxy echoes, neither the secret nor the signature comes out again.
@Suite("An echo of the secret and the signature")
struct EchoTests {
    /// Pieces of eight and more characters, so that a text cut in the middle of a canary is noticed too.
    static let canaries = [Sample.secret, Sample.signatureAt1700000000].map { String($0.prefix(12)) }

    private func expectNoCanary(in value: Any, sourceLocation: SourceLocation = #_sourceLocation) {
        for text in renderings(of: value) {
            for canary in Self.canaries {
                #expect(!text.contains(canary), sourceLocation: sourceLocation)
            }
        }
    }

    private func error(of transport: FakeTransport) async throws -> FrameAPIError {
        let client = try FrameClient.underTest(transport)
        return try #require(await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) })
    }

    static let secret = Sample.secret
    static let signature = Sample.signatureAt1700000000
    static let echo = "\(secret) \(signature)"
    static let bodies = [
        echo,
        #"{"message":"no such key \#(secret), signature \#(signature)"}"#,
        #"{"error":{"message":"\#(echo)"}}"#,
        #"{"message":"\u0030123456789abcdef0123456789abcdef01234567"}"#,
        "<html><body>\(echo)</body></html>",
        #"{"\#(secret)":1,"\#(signature)":2}"#,
        #"{"x\#(secret)":1}"#,
        #"[{"key-\#(signature)":1}]"#,
        #"{"data":[{"key-\#(secret)":1}]}"#,
        // The canary stands across the place where a message is cut.
        String(repeating: "x", count: 280) + secret,
        String(repeating: "x", count: 280) + signature,
        #"{"message":"\#(String(repeating: "x", count: 270))\#(echo)"}"#,
        String(repeating: " ", count: 16_384 - 20) + echo,
        "{" + String(repeating: "x", count: 16_384 - 21) + echo,
    ]

    @Test("in an error's body is hidden", arguments: [400, 401, 403, 404, 429, 500], bodies)
    func errorBodies(_ status: Int, _ body: String) async throws {
        let error = try await error(of: FakeTransport(answer(status, body)))
        #expect(error.status == status)
        expectNoCanary(in: error)
    }

    @Test("in an answer that is not understood is hidden", arguments: bodies)
    func unknownShapes(_ body: String) async throws {
        let error = try await error(of: FakeTransport(answer(200, body)))
        #expect(error.code == .notUnderstood)
        expectNoCanary(in: error)
    }

    @Test("in a message says that something was taken out")
    func placeholder() async throws {
        let error = try await error(of: FakeTransport(answer(400, "key \(Self.secret) is bad")))
        #expect(error.detail == "the service answered 400: key <redacted> is bad")
    }

    @Test(
        "in a redirect's target is hidden",
        arguments: [
            "https://\(secret).example.com/", "https://\(signature)@example.com/",
            "https://user:\(secret)@example.com/",
            "https://example.com/?s=\(signature)", "https://example.com/\(secret)/x", "/\(secret)", secret,
            "https://" + String(repeating: "x", count: 100) + secret + "/",
        ]
    )
    func redirects(_ location: String) async throws {
        let error = try await error(of: FakeTransport(answer(302, Self.echo, [("Location", location)])))
        #expect(error.code == .redirected)
        expectNoCanary(in: error)
    }

    @Test("in what the network layer says is hidden", arguments: ["", String(repeating: "x", count: 280)])
    func transportFailures(_ before: String) async throws {
        for echoed in [Self.secret, Self.signature] {
            let error = try await error(of: FakeTransport(failure(.connectionLost, detail: before + echoed)))
            #expect(error.code == .connectionLost)
            expectNoCanary(in: error)
        }
    }

    @Test("in a raw answer is hidden, in its body and in its content type")
    func rawAnswer() async throws {
        let transport = FakeTransport(
            answer(200, "{\"echo\":\"\(Self.echo)\"}", [("Content-Type", "text/\(Self.echo)")])
        )
        let raw = try await FrameClient.underTest(transport).send(.get, path: "/x")
        #expect(String(decoding: raw.body, as: UTF8.self) == #"{"echo":"<redacted> <redacted>"}"#)
        #expect(raw.contentType == "text/<redacted> <redacted>")
        expectNoCanary(in: raw)
    }

    @Test("in a notice of a repetition is hidden")
    func retryNotice() async throws {
        let notices = Kept<RetryNotice>()
        let client = try FrameClient.underTest(
            FakeTransport(answer(503, Self.echo), answer(200, "[]")),
            retry: ReadRetry(),
            random: .middle,
            onRetry: notices.keep
        )
        _ = try await client.pools(of: Sample.account)
        let notice = try #require(notices.values.first)
        #expect(notice.error.code == .serverFault)
        expectNoCanary(in: notice)
    }
}
