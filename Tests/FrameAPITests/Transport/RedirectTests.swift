import HTTPTypes
import Testing

@testable import FrameAPI

/// Law 11: signed requests go to the configured host only.
@Suite("A redirect", .timeLimit(.minutes(10)))
struct RedirectTests {
    @Test(
        "to another listener is not followed: that one sees no connection",
        arguments: ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
    )
    func elsewhere(_ status: String) async throws {
        try await LoopbackServer.run(.text(wire("200 OK", "[]"))) { other in
            let location = "Location: http://127.0.0.1:\(other.port)/v1/steal"
            try await LoopbackServer.run(.text(wire(status, headers: [location]))) { server in
                try await withRealClient(to: try server.baseURL) { client in
                    let calls: [@Sendable () async throws -> Void] = [
                        { _ = try await client.pools(of: Sample.account) },
                        { _ = try await client.closeSession("s", of: Sample.account) },
                        { _ = try await client.send(.post, path: "/x", body: [1]) },
                    ]
                    for call in calls {
                        let error = await #expect(throws: FrameAPIError.self) { try await call() }
                        #expect(error?.code == .redirected)
                        #expect(error?.detail.hasSuffix("points to 127.0.0.1:\(other.port)") == true)
                        #expect(
                            error?.remedy
                                == "Set the base URL to the service's own address; signed headers were not sent on"
                        )
                    }
                }
                #expect(server.log.received.contains("X-Frame-Signature"))
                #expect(server.log.received.components(of: "HTTP/1.1\r\n") == 3)
            }
            #expect(other.log.connections == 0)
            #expect(other.log.received.isEmpty)
        }
    }

    @Test("to the same host is not followed either")
    func samePlace() async throws {
        try await LoopbackServer.run(.text(wire("307 Temporary", headers: ["Location: /v1/other"]))) { server in
            try await withRealClient(to: try server.baseURL) { client in
                let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
                #expect(error?.code == .redirected)
                #expect(error?.remedy.contains("signed headers were not sent on") == true)
            }
            #expect(server.log.received.components(of: "HTTP/1.1\r\n") == 1)
        }
    }
}

extension String {
    /// How often a piece occurs.
    fileprivate func components(of piece: String) -> Int {
        ranges(of: piece).count
    }
}
