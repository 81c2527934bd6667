import HTTPTypes
import Testing

@testable import FrameAPI

@Suite("On the wire", .timeLimit(.minutes(10)))
struct WireTests {
    @Test("a request has its method, its path byte for byte, and the signed headers once")
    func request() async throws {
        try await LoopbackServer.run(.text(wire("200 OK", "[]"))) { server in
            try await withRealClient(to: try server.baseURL) { client in
                _ = try await client.activeSessions(of: "a.b %2F;é")
            }
            let lines = server.log.received.split(separator: "\r\n").map(String.init)
            #expect(lines.first == "GET /v1/accounts/a.b%20%252F%3B%C3%A9/active_sessions HTTP/1.1")
            #expect(
                lines.filter { $0.lowercased().hasPrefix("x-frame-") }.sorted() == [
                    "X-Frame-ClientId: \(Sample.clientID)",
                    "X-Frame-Signature: \(Sample.signatureAt1700000000)",
                    "X-Frame-Timestamp: 1700000000",
                ]
            )
            #expect(lines.filter { $0.lowercased() == "host: 127.0.0.1:\(server.port)" }.count == 1)
            #expect(lines.filter { $0.lowercased() == "accept: application/json" }.count == 1)
            #expect(!server.log.received.contains(Sample.secret))
        }
    }

    @Test("a path keeps its slash at the end, and a query what is in it")
    func pathsAndQueries() async throws {
        try await LoopbackServer.run(.text(wire("200 OK", "[]"))) { server in
            try await withRealClient(to: try server.baseURL) { client in
                _ = try await client.accounts()
                _ = try await client.accounts(name: "A+B & C/é")
                _ = try await client.send(.get, path: "/a%2Fb/?x=%2E&y=a+b")
            }
            let received = server.log.received
            #expect(received.contains("GET /v1/accounts/ HTTP/1.1\r\n"))
            #expect(received.contains("GET /v1/accounts/?name=A%2BB%20%26%20C%2F%C3%A9 HTTP/1.1\r\n"))
            #expect(received.contains("GET /v1/a%2Fb/?x=%2E&y=a+b HTTP/1.1\r\n"))
        }
    }

    @Test("a DELETE has no body, and a POST has its own")
    func bodies() async throws {
        try await LoopbackServer.run(.text(wire("200 OK", "{}"))) { server in
            try await withRealClient(to: try server.baseURL) { client in
                #expect(try await client.closeSession("gateway-prod.K", of: Sample.account) == 200)
                _ = try await client.send(.post, path: "/x", body: Array(#"{"min":1}"#.utf8))
            }
            let requests = server.log.received.split(separator: "POST ")
            #expect(requests.count == 2)
            let delete = try #require(requests.first)
            #expect(delete.hasPrefix("DELETE /v1/accounts/\(Sample.account)/sessions/gateway-prod.K HTTP/1.1\r\n"))
            #expect(delete.hasSuffix("\r\n\r\n"))
            #expect(!delete.lowercased().contains("transfer-encoding"))
            #expect(requests.last?.hasSuffix("\r\n\r\n{\"min\":1}") == true)
        }
    }

    @Test("a connection is kept for the next request")
    func keepAlive() async throws {
        try await LoopbackServer.run(.text(wire("200 OK", "[]"))) { server in
            try await withRealClient(to: try server.baseURL) { client in
                for _ in 0..<3 { _ = try await client.pools(of: Sample.account) }
            }
            #expect(server.log.connections == 1)
        }
    }

    @Test("an answer's status and headers come through")
    func answers() async throws {
        let reply = wire(
            "429 Slow down",
            #"{"message":"slow"}"#,
            headers: ["Retry-After: 9", "Date: Tue, 14 Nov 2023 22:13:00 GMT"]
        )
        let error = try await realFailure(of: .text(reply))
        #expect(error.code == .throttled)
        #expect(error.detail == "the service answered 429: slow")
        #expect(error.remedy == "Wait and run it again, with less at a time")
        #expect(error.retryAfter == .seconds(9))
        #expect(error.clockSkew == .seconds(20))
    }

    @Test("an answer in chunks, or one that ends with the connection, is read whole")
    func framing() async throws {
        let chunked =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[{\r\n9\r\n\"id\":\"s\"}\r\n1\r\n]\r\n0\r\n\r\n"
        for reply in [chunked, "HTTP/1.1 200 OK\r\n\r\n[{\"id\":\"s\"}]"] {
            try await LoopbackServer.run(.textThenEnd(reply)) { server in
                let sessions = try await withRealClient(to: try server.baseURL) {
                    try await $0.activeSessions(of: Sample.account)
                }
                #expect(sessions == [ActiveSession(id: "s", poolID: nil)])
            }
        }
    }
}
