import Testing

@testable import FrameAPI

@Suite("The service's own message")
struct ErrorMessageTests {
    private func error(_ body: String, _ headers: [(String, String)] = []) async throws -> FrameAPIError {
        let client = try client(answering: 403, body, headers)
        return try #require(await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) })
    }

    @Test(
        "is found in the usual members, else it is the beginning of the body",
        arguments: [
            (#"{"message":"m","error":"e"}"#, "m"),
            (#"{"error":{"message":"m"}}"#, "m"),
            (#"{"error":"e"}"#, "e"),
            (#"{"error":"invalid_client","error_description":"d"}"#, "d"),
            (#"{"detail":"d"}"#, "d"),
            (#"{"title":"t"}"#, "t"),
            (#"{"message":7}"#, #"{"message":7}"#),
            (#"{"code":5}"#, #"{"code":5}"#),
            (" plain \n", "plain"),
            ("<html>no</html>", "<html>no</html>"),
            ("[1", "[1"),
        ]
    )
    func messages(_ body: String, _ message: String) async throws {
        let error = try await error(body)
        #expect(error.code == .forbidden)
        #expect(error.detail == "the service answered 403: \(message)")
        #expect(error.remedy.contains("Customer Support"))
    }

    @Test("is left out when there is none", arguments: ["", " \r\n"])
    func none(_ body: String) async throws {
        #expect(try await error(body).detail == "the service answered 403")
    }

    @Test("is one printable line, whatever was sent")
    func printable() async throws {
        let error = try await error("a\nb\u{1B}[31m\u{202E}c\u{2028}d\u{0}")
        #expect(error.detail == "the service answered 403: a\u{FFFD}b\u{FFFD}[31m\u{FFFD}c\u{FFFD}d\u{FFFD}")
        let json = try await self.error(#"{"message":"a\u001b[2Jb"}"#)
        #expect(json.detail == "the service answered 403: a\u{FFFD}[2Jb")
    }

    @Test("is cut to a bearable length", arguments: [#"{"message":"LONG"}"#, "LONG"])
    func cut(_ body: String) async throws {
        let long = String(repeating: "é", count: 40_000)
        let error = try await error(body.replacing("LONG", with: long))
        #expect(error.detail.count < 400)
        #expect(error.detail.hasSuffix("…"))
    }
}
