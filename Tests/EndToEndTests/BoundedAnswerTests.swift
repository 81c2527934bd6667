import Foundation
import FrameSimulator
import Testing

/// Nothing that a service sends costs more than a listing of the same size would.
@Suite("An answer of many megabytes")
struct BoundedAnswerTests {
    private static let size = 40_000_000

    /// Plans against a service with these listings.
    private func plan(
        pools: String = #"[{"external_id":"p","kind":"production"}]"#,
        sessions: String = "[]",
        _ arguments: String...
    ) async throws -> (FramectlResult, CannedServer) {
        let server = try CannedServer { head in
            if head.contains("/pools ") { return httpAnswer("200 OK", pools) }
            if head.contains("/active_sessions ") { return httpAnswer("200 OK", sessions) }
            return httpAnswer("200 OK", #"{"id":"\#(Scenario.evening)","name":"x"}"#)
        }
        defer { server.stop() }
        let environment = RefusedServiceTests.environment(server.url)
        let all = ["plan", "--retry-for", "0s"] + arguments
        let result = try await ChildProcess.run(
            Framectl.path,
            all,
            environment: environment,
            input: nil,
            limit: .patience
        )
        return (result, server)
    }

    @Test("that is one id of twenty megabytes is a row that cannot be read, and is shown nowhere")
    func longID() async throws {
        let id = String(repeating: "0123456789abcdef", count: Self.size / 32)
        let sessions = #"[{"id":"\#(id)","pool_id":"p"},{"id":"s","pool_id":"p"}]"#
        for format in ["text", "json"] {
            let (result, _) = try await plan(sessions: sessions, "--output", format)
            #expect(result.status == 0, "\(result.talk.prefix(2_000))")
            #expect(result.output.utf8.count + result.talk.utf8.count < 10_000)
            #expect(!result.output.contains("0123456789abcdef"))
        }
    }

    @Test("that is an object where a list is due is refused in few words, and not read to its end: 69")
    func object() async throws {
        let body = "{" + Array(repeating: "\"k\":1", count: Self.size / 6).joined(separator: ",") + "}"
        let (result, server) = try await plan(pools: body, sessions: body)
        #expect(result.status == 69)
        try await eventually("the server has given up") { server.lastSent != nil }
        #expect(try #require(server.lastSent) < Self.size / 2)
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
