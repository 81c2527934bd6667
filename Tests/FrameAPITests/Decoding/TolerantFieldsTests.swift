import Testing

@testable import FrameAPI

@Suite("A session or a pool")
struct TolerantFieldsTests {
    private func session(_ object: String) async throws -> ActiveSession {
        let sessions = try await client(answering: 200, "[\(object)]").activeSessions(of: Sample.account)
        #expect(sessions.count == 1)
        return try #require(sessions.first)
    }

    @Test(
        "has its id as the service wrote it, a number as its digits",
        arguments: [
            (#""gateway-prod.K""#, "gateway-prod.K"), (#"" a ""#, " a "), ("7", "7"), ("0", "0"), ("-1", "-1"),
            ("9223372036854775807", "9223372036854775807"), ("9223372036854775808", "9223372036854775808"),
            ("18446744073709551616", "18446744073709551616"),
            ("12345678901234567890123456789", "12345678901234567890123456789"),
            ("1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890"),
            ("1.0", "1.0"), ("1.10", "1.10"), ("-0", "-0"), ("1e3", "1e3"), ("0.5E-7", "0.5E-7"),
        ]
    )
    func ids(_ json: String, _ expected: String) async throws {
        let session = try await session(#"{"id":\#(json),"pool_id":\#(json)}"#)
        #expect(session == ActiveSession(id: SessionID(expected), poolID: PoolID(expected)))
    }

    @Test(
        "is kept without an id when there is none to be sent",
        arguments: [
            #"{"pool_id":"p"}"#, #"{"id":null,"pool_id":"p"}"#, #"{"id":"","pool_id":"p"}"#,
            #"{"id":true,"pool_id":"p"}"#,
            #"{"id":{"a":1},"pool_id":"p"}"#, #"{"id":["s"],"pool_id":"p"}"#,
        ]
    )
    func withoutID(_ object: String) async throws {
        #expect(try await session(object) == ActiveSession(id: nil, poolID: "p"))
    }

    @Test(
        "is kept without a pool when the service names none",
        arguments: [
            #"{"id":"s"}"#, #"{"id":"s","pool_id":null}"#, #"{"id":"s","pool_id":""}"#, #"{"id":"s","pool_id":[]}"#,
        ]
    )
    func withoutPool(_ object: String) async throws {
        #expect(try await session(object) == ActiveSession(id: "s", poolID: nil))
    }

    @Test("may be all nulls: it is counted, and can never be closed")
    func nulls() async throws {
        #expect(try await session(#"{"id":null,"pool_id":null}"#) == ActiveSession(id: nil, poolID: nil))
    }

    @Test("may have more fields than are known")
    func extraFields() async throws {
        let object = #"{"id":"s","pool_id":"p","user":{"id":"u","pool_id":"x"},"tags":[{"id":1}],"ID":"t"}"#
        #expect(try await session(object) == ActiveSession(id: "s", poolID: "p"))
    }

    @Test("that is a pool has an external id and a kind as the service spells it")
    func pools() async throws {
        let body = #"""
            [{"external_id":"p1","kind":"Production","name":"Main"},{"external_id":7,"kind":"sandbox","id":"x"},
             {"external_id":null,"kind":null},{"kind":"shadow"},{"external_id":"","kind":5}]
            """#
        let pools = try await client(answering: 200, body).pools(of: Sample.account)
        #expect(
            pools == [
                Pool(id: "p1", kind: "Production", name: "Main"), Pool(id: "7", kind: "sandbox"),
                Pool(id: nil, kind: nil),
                Pool(id: nil, kind: "shadow"), Pool(id: nil, kind: "5"),
            ]
        )
    }

    @Test("that is a session is not taken for a pool")
    func sessionsAsPools() async throws {
        let client = try client(answering: 200, #"[{"id":"s","pool_id":"p"}]"#)
        let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
        #expect(error?.code == .notUnderstood)
        #expect(error?.detail == "a list of pools was due, but an object with the keys id, pool_id came")
        #expect(error?.remedy.hasPrefix("Check the base URL") == true)
    }
}
