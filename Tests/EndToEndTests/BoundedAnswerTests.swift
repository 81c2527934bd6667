import Foundation
import FrameSimulator
import Testing

/// Nothing that a service sends costs more than a listing of the same size would.
@Suite("An answer of many megabytes")
struct BoundedAnswerTests {
    private static let size = 40_000_000

    private func plan(_ answer: @escaping @Sendable (String) -> String) async throws -> FramectlResult {
        let server = try CannedServer { head in answer(head) }
        defer { server.stop() }
        return try await Framectl.run(
            "plan",
            "--retry-for",
            "0s",
            environment: RefusedServiceTests.environment(server.url)
        )
    }

    @Test("that is an object where a list is due is refused in few words: 69")
    func object() async throws {
        let body = "{" + Array(repeating: "\"k\":1", count: Self.size / 6).joined(separator: ",") + "}"
        let result = try await plan { head in
            head.contains("/pools ")
                ? httpAnswer("200 OK", body) : httpAnswer("200 OK", #"{"id":"\#(Scenario.evening)","name":"x"}"#)
        }
        #expect(result.status == 69)
        #expect(result.talk.contains("a list of pools was due, but an object with the keys k, k, k, k, k came"))
    }

    @Test("that is an error is not read to its end: 69")
    func error() async throws {
        let body = String(repeating: "0123456789abcdef", count: Self.size / 16)
        let server = try CannedServer { _ in httpAnswer("500 Oh", body) }
        defer { server.stop() }
        let environment = RefusedServiceTests.environment(server.url)
        let result = try await Framectl.run("plan", "--retry-for", "0s", environment: environment)
        #expect(result.status == 69)
        #expect(result.talk.contains("the service answered 500: 0123456789abcdef"))
        try await eventually("the server has given up") { server.lastSent != nil }
        // What is on its way in the buffers of both sides is not much.
        #expect(try #require(server.lastSent) < Self.size / 2)
    }

    @Test("to a request that acts is cut, and that is said")
    func rawAnswer() async throws {
        let body = String(repeating: "x", count: Self.size)
        let server = try CannedServer { _ in httpAnswer("200 OK", body) }
        defer { server.stop() }
        let environment = RefusedServiceTests.environment(server.url)
        let posted = try await Framectl.run("api", "POST", "/x", "--yes", environment: environment)
        #expect(posted.status == 0)
        #expect((60_000...65_537).contains(posted.output.utf8.count))
        #expect(posted.talk.contains("Truncated"))
        let got = try await Framectl.run("api", "GET", "/x", environment: environment)
        #expect(got.output.utf8.count == Self.size)
        #expect(!got.talk.contains("Truncated"))
    }
}
