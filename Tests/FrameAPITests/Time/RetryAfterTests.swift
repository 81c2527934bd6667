import FoundationEssentials
import Testing

@testable import FrameAPI

@Suite("Retry-After")
struct RetryAfterTests {
    /// Tue, 14 Nov 2023 22:13:20 GMT
    static let now = Date(timeIntervalSince1970: 1_700_000_000)

    static let understood: [(String, Duration)] = [
        ("0", .zero),
        ("1", .seconds(1)),
        ("30", .seconds(30)),
        (" 30 ", .seconds(30)),
        ("007", .seconds(7)),
        ("1.5", .milliseconds(1_500)),
        ("120", .seconds(120)),
        ("121", .seconds(120)),
        ("86400", .seconds(120)),
        ("999999999999999999999999999999", .seconds(120)),
        (String(repeating: "9", count: 300), .seconds(120)),
        ("Tue, 14 Nov 2023 22:13:50 GMT", .seconds(30)),
        ("Tue, 14 Nov 2023 22:13:20 GMT", .zero),
        ("Tue, 14 Nov 2023 22:13:19 GMT", .zero),
        ("Thu, 01 Jan 1970 00:00:00 GMT", .zero),
        ("Fri, 31 Dec 9999 23:59:59 GMT", .seconds(120)),
    ]

    @Test("is a wait between nothing and two minutes", arguments: understood)
    func parsing(_ text: String, _ expected: Duration) {
        #expect(RetryAfter.parse(text, now: Self.now) == expected)
    }

    @Test(
        "says nothing when it is not understood",
        arguments: [
            nil, "", "  ", "-1", "-0", "+5", "soon", "5s", "0x10", "1e3", "inf", "nan", "1,5", "1.2.3", ".", "٣",
            String(repeating: "9", count: 400), "Tue, 14 Nov 2023", "2023-11-14T22:13:50Z",
            "Tue, 14 Nov 2023 22:13:50 CET",
        ]
    )
    func notUnderstood(_ text: String?) {
        #expect(RetryAfter.parse(text, now: Self.now) == nil)
    }

    @Test("of an answer is in its error, counted from when the answer came", arguments: [429, 503, 400])
    func inErrors(_ status: Int) async throws {
        for value in ["30", "Tue, 14 Nov 2023 22:13:50 GMT"] {
            let client = try client(answering: status, "", [("Retry-After", value)])
            let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
            #expect(error?.retryAfter == .seconds(30))
        }
    }
}
