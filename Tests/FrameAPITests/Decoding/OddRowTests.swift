import Testing

@testable import FrameAPI

/// A row that cannot be read proves nothing about who is not listed; the rows around it are read all the same.
@Suite("A row of a listing")
struct OddRowTests {
    private static let good = #"{"id":"s1","pool_id":"p1"}"#

    private func sessions(_ bytes: [UInt8]) async throws -> [ActiveSession] {
        try await FrameClient.underTest(FakeTransport(answer(bytes: bytes))).sessionListing(of: Sample.account).sessions
    }

    private func sessions(with row: String) async throws -> [ActiveSession] {
        try await sessions(Array("[\(Self.good),\(row),\(Self.good)]".utf8))
    }

    @Test(
        "whose session has no id that can be read is counted as one, and the others are read",
        arguments: [
            #"{"id":null,"pool_id":"p"}"#, #"{"pool_id":"p"}"#, #"{"id":{"v":"s"},"pool_id":"p"}"#,
            #"{"id":["s"],"pool_id":"p"}"#, #"{"id":true,"pool_id":"p"}"#, #"{"ID":"s","pool_id":"p"}"#,
            #"{"session_id":"s","pool_id":"p"}"#, #"{"id":"","pool_id":"p"}"#, #"{"id":"\ud83d","pool_id":"p"}"#,
            #"{"id":"a\udda5b","pool_id":"p"}"#, "{\"id\":\"a\u{FFFD}\",\"pool_id\":\"p\"}",
            #"{"id":"\ufffd","pool_id":"p"}"#, #"{"id":"\#(String(repeating: "a", count: 1_025))","pool_id":"p"}"#,
            #"{"id":"\#(String(repeating: "\\u0061", count: 1_025))","pool_id":"p"}"#,
        ]
    )
    func withoutID(_ row: String) async throws {
        let sessions = try await sessions(with: row)
        #expect(sessions.map(\.id) == ["s1", nil, "s1"])
        #expect(sessions.map(\.poolID) == ["p1", "p", "p1"])
        #expect(sessions.map(\.isReadable) == [true, false, true])
        #expect(!sessions[1].isContradictory)
    }

    @Test("whose id holds a byte that is no text is counted as one without an id")
    func damagedID() async throws {
        for bytes in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0x5C, 0x6E, 0x80]] as [[UInt8]] {
            let row = Array(#","pool_id":"p"}"#.utf8)
            let sessions = try await sessions(
                Array("[\(Self.good),{\"id\":\"a".utf8) + bytes + Array("\"".utf8) + row + Array("]".utf8)
            )
            #expect(sessions.map(\.id) == ["s1", nil])
            #expect(sessions.map(\.isReadable) == [true, false])
        }
    }

    @Test(
        "with nothing that identifies a session is one that cannot be read, among others that can",
        arguments: ["{}", #"{"Id":"s","PoolId":"p"}"#, #"{"error":"x"}"#]
    )
    func unidentified(_ row: String) async throws {
        let sessions = try await sessions(with: row)
        #expect(sessions.map(\.id) == ["s1", nil, "s1"])
        #expect(sessions.map(\.isReadable) == [true, false, true])
    }

    @Test(
        "makes a listing of something else, when no row has anything that identifies a session",
        arguments: [
            ("[{}]", "an object with no keys"), (#"[{"Id":"s"},{"error":"x"}]"#, "an object with the keys Id"),
            ("[{},{},{}]", "an object with no keys"),
        ]
    )
    func somethingElse(_ body: String, _ came: String) async throws {
        let error = await #expect(throws: FrameAPIError.self) { try await sessions(Array(body.utf8)) }
        #expect(error?.code == .notUnderstood)
        #expect(error?.detail == "a list of active sessions was due, but \(came) came")
        #expect(error?.remedy.hasPrefix("Check the base URL") == true)
    }

    @Test(
        "that is no object is one that cannot be read, among others that can",
        arguments: ["null", "1", #""s1""#, "[]", "true"]
    )
    func noObject(_ row: String) async throws {
        let sessions = try await sessions(with: row)
        #expect(sessions.map(\.id) == ["s1", nil, "s1"])
        #expect(sessions.map(\.isReadable) == [true, false, true])
    }

    @Test("that is no object is borne a thousand times", arguments: [(1_000, true), (1_001, false)])
    func many(count: Int, isListing: Bool) async throws {
        let rows = String(repeating: "null,", count: count)
        let read = try? await sessions(Array("[\(rows)\(Self.good)]".utf8))
        #expect(read?.count == (isListing ? count + 1 : nil))
    }

    @Test(
        "with an id that cannot be sent is one that cannot be read",
        arguments: ["a/b", "a?b", "", "..", #"a\u0000"#]
    )
    func unsendable(_ id: String) async throws {
        let sessions = try await sessions(with: #"{"id":"\#(id)","pool_id":"p1"}"#)
        #expect(sessions.map(\.isReadable) == [true, false, true])
    }

    @Test(
        "that names its session or its pool twice contradicts itself, however the names are spelled",
        arguments: [
            (#"{"id":"a","id":"b","pool_id":"p"}"#, nil, "p"), (#"{"id":"a","\u0069d":"b","pool_id":"p"}"#, nil, "p"),
            (#"{"id":"a","id":"a","pool_id":"p"}"#, nil, "p"), (#"{"id":"a","pool_id":"p","pool_id":"q"}"#, "a", nil),
            (#"{"pool\u005fid":"p","id":"a","pool_id":"q"}"#, "a", nil),
            (#"{"id":null,"id":"a","pool_id":"p"}"#, nil, "p"),
        ] as [(String, SessionID?, PoolID?)]
    )
    func contradiction(_ row: String, _ id: SessionID?, _ pool: PoolID?) async throws {
        let sessions = try await sessions(with: row)
        #expect(sessions[1] == ActiveSession(id: id, poolID: pool, isContradictory: true))
        #expect(sessions.map(\.isReadable) == [true, false, true])
    }

    @Test("that names another member twice does not contradict itself, and every user in it counts")
    func otherMembers() async throws {
        let row = #"{"id":"a","pool_id":"p","x":1,"x":2,"user":"ada","user":"bob","\u0065mail":"c@example.com"}"#
        #expect(
            try await sessions(with: row)[1]
                == ActiveSession(id: "a", poolID: "p", users: ["ada", "bob", "c@example.com"])
        )
    }

    @Test("of a pool that is named twice, or has two kinds, contradicts itself and has none")
    func pools() async throws {
        let body = #"""
            [{"external_id":"p1","kind":"sandbox","kind":"production"},{"external_id":"a","external_id":"b","kind":"production"},
             {"external_id":"p2","kind":"production","\u006bind":"production"},{},
             {"external_id":"p3","kind":"production","name":"a","name":"b"}]
            """#
        #expect(
            try await client(answering: 200, body).pools(of: Sample.account) == [
                Pool(id: "p1", kind: nil, isContradictory: true),
                Pool(id: nil, kind: "production", isContradictory: true),
                Pool(id: "p2", kind: nil, isContradictory: true), Pool(id: nil, kind: nil),
                Pool(id: "p3", kind: "production"),
            ]
        )
    }

    @Test("of an account without an id makes the listing one of something else: each account has one")
    func accounts() async throws {
        for (row, came) in [
            (#"{"name":"b"}"#, "an object without “id”"), (#"{"id":"a","id":"b"}"#, "an object with “id” twice"),
        ] {
            let client = try client(answering: 200, #"[{"id":"a"},\#(row)]"#)
            let error = await #expect(throws: FrameAPIError.self) { try await client.accounts() }
            #expect(error?.detail == "a list of accounts was due, but \(came) came")
            #expect(error?.remedy.hasPrefix("Check the base URL") == true)
        }
    }
}
