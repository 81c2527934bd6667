import HTTPTypes
import Synchronization
import Testing

@testable import FrameAPI

/// A moment that a service gives is one of its own clock, which may differ from this machine's.
@Suite("A moment in an answer's headers")
struct RateAllowanceTests {
    /// A pacer that lets everything through and keeps what it is told.
    private final class Learner: RequestPacing {
        let allowances = Kept<RateAllowance>()

        func admitRead() async -> PacingTicket? { PacingTicket(number: 1, isTrial: false) }
        func readEnded(_ ticket: PacingTicket, _ end: AttemptEnd, reason: String) -> Duration? { nil }
        func learn(_ allowance: RateAllowance) { allowances.keep(allowance) }
    }

    /// What is learnt of an answer that comes at 22:13:20 by this machine's clock, 1,700,000,000 Unix seconds.
    private func learned(_ headers: [(String, String)]) async throws -> RateAllowance? {
        let learner = Learner()
        let client = FrameClient(
            credentials: try Sample.credentials(),
            transport: FakeTransport(answer(200, "[]", headers)),
            retry: .none,
            pacing: learner,
            time: VirtualTime().source,
            random: .unscripted
        )
        _ = try await client.pools(of: Sample.account)
        return learner.allowances.values.first
    }

    @Test(
        "is measured by the date of the answer, however far the clocks are apart",
        arguments: [
            ("Tue, 14 Nov 2023 22:13:20 GMT", 1_700_000_003), ("Tue, 14 Nov 2023 22:17:30 GMT", 1_700_000_253),
            ("Tue, 14 Nov 2023 22:09:10 GMT", 1_699_999_753), ("Thu, 14 Nov 2024 22:13:20 GMT", 1_731_622_403),
        ]
    )
    func reset(_ date: String, _ moment: Int) async throws {
        for name in ["X-RateLimit-Reset", "RateLimit-Reset", "X-Rate-Limit-Reset"] {
            for value in ["\(moment)", "\(moment)000"] {
                let allowance = try await learned([("Date", date), ("X-RateLimit-Remaining", "0"), (name, value)])
                #expect(allowance?.reset == .seconds(3))
            }
        }
    }

    @Test("is measured by this machine's clock where the answer is not dated")
    func undated() async throws {
        #expect(try await learned([("X-RateLimit-Reset", "1700000007")])?.reset == .seconds(7))
        #expect(try await learned([("X-RateLimit-Reset", "1600000000")])?.reset == .zero)
    }

    @Test("is no moment when it is as short as a time", arguments: [0, 1, 3_600])
    func time(_ seconds: Int) async throws {
        let headers = [("Date", "Tue, 14 Nov 2023 22:17:30 GMT"), ("X-RateLimit-Reset", "\(seconds)")]
        #expect(try await learned(headers)?.reset == .seconds(seconds))
    }

    static let forms: [(String, Duration)] = [
        ("1700000253", .seconds(3)), ("1700000253.25", .milliseconds(3_250)), ("1700000253000", .seconds(3)),
        ("1700000253250", .milliseconds(3_250)), ("1600000000", .zero), ("3", .seconds(3)),
        ("2.5", .milliseconds(2_500)),
        ("86400", .seconds(120)), ("1700009999", .seconds(120)),
    ]

    @Test("is the wait that a 429 asks for when it has no Retry-After, whatever remains", arguments: forms)
    func resetAlone(_ value: String, _ wait: Duration) async throws {
        for name in ["X-RateLimit-Reset", "RateLimit-Reset"] {
            for more in [
                [], [("X-RateLimit-Remaining", "7")], [("X-RateLimit-Remaining", "0"), ("Retry-After", "soon")],
            ] {
                let headers = [("Date", "Tue, 14 Nov 2023 22:17:30 GMT"), (name, value)] + more
                let client = try client(answering: 429, "", headers)
                let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
                #expect(error?.retryAfter == wait, "\(headers)")
            }
        }
    }

    @Test("is no wait that a 429 with Retry-After asks for, nor any other answer")
    func resetBesides() async throws {
        let reset = ("X-RateLimit-Reset", "60")
        for (status, headers, wait) in [
            (429, [reset, ("Retry-After", "2")], Duration.seconds(2)), (503, [reset], nil), (403, [reset], nil),
            (429, [("X-RateLimit-Reset", "soon")], nil), (429, [("X-RateLimit-Reset", "1e9")], nil),
        ] as [(Int, [(String, String)], Duration?)] {
            let client = try client(answering: status, "", headers)
            let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
            #expect(error?.retryAfter == wait)
        }
    }

    @Test("is measured so in Retry-After as well", arguments: [429, 503, 409, 403])
    func retryAfter(_ status: Int) async throws {
        let headers = [
            ("Date", "Tue, 14 Nov 2023 22:17:30 GMT"), ("Retry-After", "Tue, 14 Nov 2023 22:17:33 GMT"),
        ]
        let client = try client(answering: status, "", headers)
        let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
        #expect(error?.retryAfter == .seconds(3))
    }
}
