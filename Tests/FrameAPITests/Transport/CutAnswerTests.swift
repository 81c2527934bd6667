import HTTPTypes
import Testing

@testable import FrameAPI

/// Of what is no listing the beginning is enough, whatever the service sends.
@Suite("An answer that is no listing", .timeLimit(.minutes(10)))
struct CutAnswerTests {
    private static let limits = RequestLimits(
        readTime: .seconds(300),
        actionTime: .seconds(300),
        questionTime: .seconds(300)
    )

    /// Answers that do not end, each with a head of its own.
    private static func endless(_ status: String) -> [LoopbackServer.Reply] {
        [
            .endless(head: "HTTP/1.1 \(status)\r\n\r\n"),
            .endless(head: "HTTP/1.1 \(status)\r\nContent-Length: 900000000000\r\n\r\n"),
        ]
    }

    @Test("is taken for what it says, though its body does not end: a DELETE, accepted and refused")
    func endlessDelete() async throws {
        for reply in Self.endless("202 Accepted") {
            try await LoopbackServer.run(reply) { server in
                try await withRealClient(to: try server.baseURL, limits: Self.limits) { client in
                    let status = try await client.closeSession("s", of: Sample.account)
                    #expect(status == 202)
                }
            }
        }
        for reply in Self.endless("404 Not found") {
            try await LoopbackServer.run(reply) { server in
                try await withRealClient(to: try server.baseURL, limits: Self.limits) { client in
                    let error = await #expect(throws: FrameAPIError.self) {
                        try await client.closeSession("s", of: Sample.account)
                    }
                    #expect(error?.code == .notFound)
                    #expect(error?.mayHaveActed == false)
                }
            }
        }
    }

    @Test("is taken for what it says, though its body does not end: a listing that is refused")
    func endlessError() async throws {
        for reply in Self.endless("403 Forbidden") {
            let error = try await realFailure(of: reply, limits: Self.limits)
            #expect(error.code == .forbidden)
            #expect(error.detail.hasPrefix("the service answered 403: xxxx"))
            #expect(error.detail.count < 400)
        }
    }

    @Test("settles nothing when its body does not end: the question for one session")
    func endlessQuestion() async throws {
        for reply in Self.endless("200 OK") + Self.endless("404 Not found") {
            try await LoopbackServer.run(reply) { server in
                try await withRealClient(to: try server.baseURL, limits: Self.limits) { client in
                    let standing = try await client.standing(of: "s", in: Sample.account)
                    #expect(standing == .inconclusive("not-json"))
                }
            }
        }
    }

    @Test("is not understood when it is needed whole: an account, a task")
    func endlessEntity() async throws {
        for reply in Self.endless("200 OK") {
            try await LoopbackServer.run(reply) { server in
                try await withRealClient(to: try server.baseURL, limits: Self.limits) { client in
                    let calls: [@Sendable () async throws -> Void] = [
                        { _ = try await client.account(Sample.account) },
                        { _ = try await client.publish(Sample.account) },
                    ]
                    for call in calls {
                        let error = await #expect(throws: FrameAPIError.self) { try await call() }
                        #expect(error?.code == .notUnderstood)
                        #expect(error?.detail.hasSuffix("but more than 65536 bytes came") == true)
                    }
                }
            }
        }
    }

    @Test(
        "is read to exactly its limit, and the connection is kept only when nothing is to come",
        arguments: [-1, 0, 1]
    )
    func boundary(_ more: Int) async throws {
        let body = String(repeating: "x", count: 1_000 + more)
        try await LoopbackServer.run(.text(wire("200 OK", body))) { server in
            let limits = RequestLimits(actionTime: .seconds(300), excerptSize: 1_000)
            try await withRealClient(to: try server.baseURL, limits: limits) { client in
                for _ in 0..<2 {
                    let answer = try await client.send(.post, path: "/x")
                    #expect(answer.isExcerpt == (more > 0))
                    // The end of an excerpt may be the beginning of a secret.
                    #expect(answer.body.count == (more > 0 ? 488 : 1_000 + more))
                }
            }
            #expect(server.log.connections == (more > 0 ? 2 : 1))
        }
    }

    @Test("shows nothing of a secret that is cut at its end", arguments: [1, 20, 39])
    func cutSecret(_ shown: Int) async throws {
        let body = String(repeating: "x", count: 1_000 - shown) + Sample.secret
        try await LoopbackServer.run(.text(wire("200 OK", body))) { server in
            let limits = RequestLimits(actionTime: .seconds(300), excerptSize: 1_000)
            try await withRealClient(to: try server.baseURL, limits: limits) { client in
                let answer = try await client.send(.post, path: "/x")
                #expect(String(decoding: answer.body, as: UTF8.self).allSatisfy { $0 == "x" })
            }
        }
    }

    @Test("that is no list where one is due is not read to its end, and said to be what it begins as")
    func noListing() async throws {
        let filler = String(repeating: "x", count: 1 << 16)
        let cases = [
            (#"{"error":"e","trace":""# + filler, "an object with the keys error"),
            (#"{"error":["# + filler, "more than 65536 bytes"), ("<html>" + filler, "an HTML page"),
            (String(repeating: " ", count: 1 << 16), "more than 65536 bytes"), (filler, "text that is not JSON"),
            (#"{"data":{"a":1},"x":""# + filler, "an object with the keys data"),
        ]
        for (beginning, came) in cases {
            for head in ["HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 53000000\r\n\r\n"] {
                // The connection stays open: whoever read on would wait.
                try await LoopbackServer.run(.text(head + beginning + "x")) { server in
                    try await withRealClient(to: try server.baseURL, limits: Self.limits) { client in
                        let error = await #expect(throws: FrameAPIError.self) {
                            try await client.activeSessions(of: Sample.account)
                        }
                        #expect(error?.code == .notUnderstood)
                        #expect(error?.detail == "a list of active sessions was due, but \(came) came")
                    }
                }
            }
        }
    }

    @Test(
        "that is a listing in an envelope or behind blanks is read whole, however it is cut in pieces",
        arguments: [1, 7]
    )
    func piecemeal(_ size: Int) async throws {
        let rows = (0..<40).map { #"{"id":"session-\#($0)","pool_id":"p"}"# }.joined(separator: ",")
        let limits = RequestLimits(readTime: .seconds(300), excerptSize: 32)
        for body in ["[\(rows)]", "\n { \"data\" : [\(rows)]}"] {
            let bytes = Array(body.utf8)
            let chunks = stride(from: 0, to: bytes.count, by: size).map { start in
                let piece = bytes[start..<min(start + size, bytes.count)]
                return String(piece.count, radix: 16) + "\r\n" + String(decoding: piece, as: UTF8.self) + "\r\n"
            }
            let reply = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks.joined() + "0\r\n\r\n"
            try await LoopbackServer.run(.text(reply)) { server in
                try await withRealClient(to: try server.baseURL, limits: limits) { client in
                    let sessions = try await client.activeSessions(of: Sample.account)
                    #expect(sessions.count == 40)
                }
            }
        }
    }

    @Test("that is a listing, or may be one, is read to the limit of listings")
    func listings() async throws {
        let rows = (0..<5_000).map { #"{"id":"session-\#($0)","pool_id":"p"}"# }.joined(separator: ",")
        try await LoopbackServer.run(.text(wire("200 OK", "[\(rows)]"))) { server in
            try await withRealClient(to: try server.baseURL, limits: Self.limits) { client in
                let sessions = try await client.activeSessions(of: Sample.account)
                #expect(sessions.count == 5_000)
                let raw = try await client.read("/anything")
                #expect(raw.body.count == rows.utf8.count + 2)
                #expect(!raw.isExcerpt)
            }
        }
    }
}
