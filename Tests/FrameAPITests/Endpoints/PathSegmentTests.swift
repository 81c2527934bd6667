import HTTPTypes
import Testing

@testable import FrameAPI

@Suite("An id in a path")
struct PathSegmentTests {
    @Test(
        "is one percent-encoded segment",
        arguments: [
            ("gateway-prod.KR5LDopQG8MzV136", "gateway-prod.KR5LDopQG8MzV136"),
            ("1f86e290-8cd2-4950-9c5a-9d3f7ed332e7", "1f86e290-8cd2-4950-9c5a-9d3f7ed332e7"),
            ("AZaz09-._~", "AZaz09-._~"),
            ("...", "..."),
            (".a", ".a"),
            ("a b", "a%20b"),
            ("a%2Fb", "a%252Fb"),
            ("%2e%2e", "%252e%252e"),
            ("a+b&c=d;e", "a%2Bb%26c%3Dd%3Be"),
            ("a\\b", "a%5Cb"),
            ("a:b@c", "a%3Ab%40c"),
            ("é", "%C3%A9"),
            ("🖥", "%F0%9F%96%A5"),
            (" ", "%20"),
            (String(repeating: "a", count: 1_024), String(repeating: "a", count: 1_024)),
        ]
    )
    func encoding(_ text: String, _ expected: String) async throws {
        #expect(SessionID(text).isSendable)
        let transport = FakeTransport(answer(200))
        _ = try await FrameClient.underTest(transport).closeSession(SessionID(text), of: Sample.account)
        #expect(transport.requests.map(\.head.path) == ["/v1/accounts/\(Sample.account)/sessions/\(expected)"])
    }

    static let refused = [
        String(repeating: "a", count: 1_025), String(repeating: "é", count: 513), "", ".", "..", "a/b", "/", "a?b",
        "a#b", "a\nb", "a\u{0}", "a\tb", "\u{7F}", "a\u{85}b", "\r\n",
    ]

    @Test("is refused, and nothing is sent, when it could mean another path", arguments: refused)
    func refusal(_ text: String) async throws {
        #expect(!SessionID(text).isSendable)
        let transport = FakeTransport()
        let client = try FrameClient.underTest(transport)
        let error = try #require(
            await #expect(throws: FrameAPIError.self) {
                try await client.closeSession(SessionID(text), of: Sample.account)
            }
        )
        #expect(error.code == .invalidIdentifier)
        #expect(error.remedy == "Check the id; nothing was sent")
        #expect(!error.mayHaveActed)
        #expect(transport.requests.isEmpty)
    }

    @Test("is refused wherever in the path it stands", arguments: ["..", "a/b", ""])
    func everyPosition(_ text: String) async throws {
        let transport = FakeTransport()
        let client = try FrameClient.underTest(transport)
        let calls: [@Sendable () async throws -> Void] = [
            { _ = try await client.account(AccountID(text)) },
            { _ = try await client.pools(of: AccountID(text)) },
            { _ = try await client.activeSessions(of: AccountID(text)) },
            { _ = try await client.closeSession("s", of: AccountID(text)) },
            { _ = try await client.session(SessionID(text), of: Sample.account) },
            { _ = try await client.organization(OrganizationID(text)) },
            { _ = try await client.accounts(of: CustomerID(text)) },
            { _ = try await client.publish(AccountID(text)) },
            { _ = try await client.publishTask(PublishTaskID(text), of: Sample.account) },
            { _ = try await client.auditTrail(of: .customer(CustomerID(text))) },
            { _ = try await client.anonymousToken(for: .account(Sample.account), provider: text) },
        ]
        for call in calls {
            let error = await #expect(throws: FrameAPIError.self) { try await call() }
            #expect(error?.code == .invalidIdentifier)
            #expect(error?.remedy == "Check the id; nothing was sent")
        }
        #expect(transport.requests.isEmpty)
    }

    @Test("that is refused is shown without its control characters")
    func printable() async throws {
        let client = try FrameClient.underTest(FakeTransport())
        let error = await #expect(throws: FrameAPIError.self) {
            try await client.closeSession("a\u{1B}[31mb", of: Sample.account)
        }
        #expect(error?.detail.contains("“a\u{FFFD}[31mb”") == true)
    }
}
