import Testing

@testable import FrameAPI

@Suite("The text of a listing")
struct ListTextTests {
    @Test("behind a byte order mark or in another encoding is an error and not empty")
    func encodings() async throws {
        let bodies: [[UInt8]] = [
            [0xEF, 0xBB, 0xBF] + Array("[]".utf8), [0x5B, 0x00, 0x5D, 0x00], [0x00, 0x5B, 0x00, 0x5D],
            [0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00],
        ]
        for body in bodies {
            let client = try FrameClient.underTest(FakeTransport(answer(bytes: body)))
            let error = await #expect(throws: FrameAPIError.self) {
                try await client.activeSessions(of: Sample.account)
            }
            #expect(error?.code == .notUnderstood)
            #expect(error?.remedy.hasPrefix("Check the base URL") == true)
        }
    }

    @Test("keeps whatever stands inside a text, brackets and quotes and all")
    func texts() async throws {
        let ids = [#"]"#, #"[{"#, #"a"b"#, #"\"#, #"\\""#, "},{", "é🖥", "\u{1F468}\u{200D}\u{1F469}", "a,b", "/"]
        let spelled = [
            #""]""#, #""[{""#, #""a\"b""#, #""\\""#, #""\\\\\"""#, #""},{""#, #""\u00e9\ud83d\udda5""#,
            "\"\u{1F468}\u{200D}\u{1F469}\"", #""a,b""#, #""\/""#,
        ]
        let body = "[" + spelled.map { #"{"id":\#($0),"pool_id":"p"}"# }.joined(separator: ",") + "]"
        #expect(
            try await client(answering: 200, body).activeSessions(of: Sample.account).map(\.id)
                == ids.map { SessionID($0) }
        )
    }
}
