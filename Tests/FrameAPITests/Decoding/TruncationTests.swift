import Testing

@testable import FrameAPI

/// An answer that says of itself that it is a part is no listing of all, whatever its status.
@Suite("A listing that says that there is more")
struct TruncationTests {
    private static let rows =
        #"[{"id":"s1","pool_id":"p","external_id":"s1"},{"id":"s2","pool_id":"p","external_id":"s2"}]"#

    static let marks: [(status: Int, name: String, value: String, text: String)] = [
        (206, "X-None", "", "status 206"), (200, "Link", #"</v1/x?page=2>; rel="next""#, "Link: rel=next"),
        (200, "X-Total-Count", "3", "X-Total-Count: 3"), (200, "x-total-count", " 57 ", "x-total-count: 57"),
        (200, "X-Total", "57", "X-Total: 57"), (200, "Total-Count", "57", "Total-Count: 57"),
        (200, "X_Total_Count", "57", "X_Total_Count: 57"),
        (200, "X-Pagination-Total-Count", "57", "X-Pagination-Total-Count: 57"),
        (200, "X-WP-Total", "57", "X-WP-Total: 57"), (200, "X-Total-Results", "57 rows", "X-Total-Results: 57 rows"),
        (200, "X-Total-Count", "99999999999999999999999", "X-Total-Count: 99999999999999999999999"),
        (200, "X-Total-Pages", "2", "X-Total-Pages: 2"), (200, "X-Last-Page", "4", "X-Last-Page: 4"),
        (200, "X-WP-TotalPages", "4", "X-WP-TotalPages: 4"),
        (200, "X-Next-Page", "2", "X-Next-Page: 2"), (200, "X-Next-Token", "abc", "X-Next-Token: abc"),
        (200, "X-Next-Cursor", "e30=", "X-Next-Cursor: e30="), (200, "X-Next", "/v1/x?page=2", "X-Next: /v1/x?page=2"),
        (200, "X-Next-Anything", "1", "X-Next-Anything: 1"), (200, "Next-Token", "abc", "Next-Token: abc"),
        (200, "X-NextToken", "abc", "X-NextToken: abc"), (200, "X-Page-Next-Cursor", "abc", "X-Page-Next-Cursor: abc"),
        (200, "X-Has-More", "true", "X-Has-More: true"), (200, "X-Has-Next-Page", "TRUE", "X-Has-Next-Page: TRUE"),
        (200, "X-Is-Truncated", "1", "X-Is-Truncated: 1"), (200, "X-Truncated", "true", "X-Truncated: true"),
        (200, "X-Partial-Results", "true", "X-Partial-Results: true"),
        (200, "Next-Range", "id x..", "Next-Range: id x.."),
        (200, "Pagination-Count", "57", "Pagination-Count: 57"),
        (200, "X-Pagination", #"{"total":57,"page":1}"#, #"X-Pagination: {"total":57,"page":1}"#),
        (200, "X-Pagination", #"{"TotalPages":4}"#, #"X-Pagination: {"TotalPages":4}"#),
        (200, "X-Pagination", #"{"next":"/v1/x"}"#, #"X-Pagination: {"next":"/v1/x"}"#),
        (200, "x-ms-continuation", "abc", "x-ms-continuation: abc"),
        (200, "X-Continuation-Token", "abc", "X-Continuation-Token: abc"),
        (200, "Content-Range", "items 0-1/57", "Content-Range: items 0-1/57"),
        (200, "Content-Range", "0-1/57", "Content-Range: 0-1/57"),
        (200, "Content-Range", "items 2-3/4", "Content-Range: items 2-3/4"),
        (200, "Content-Range", "items 0-1/*", "Content-Range: items 0-1/*"),
        (200, "Content-Range", "2-3/*", "Content-Range: 2-3/*"),
        (200, "Content-Range", "items */57", "Content-Range: items */57"),
        (200, "Content-Range", "*/57", "Content-Range: */57"),
        (200, "Content-Range", "items 0-56/57", "Content-Range: items 0-56/57"),
        (200, "Content-Range", "bytes 0-99/5000", "Content-Range: bytes 0-99/5000"),
        (200, "Content-Range", "the first two", "Content-Range: the first two"),
        (200, "Content-Range", "items 0-1/many", "Content-Range: items 0-1/many"),
    ]

    @Test("gives its rows with the mark when it is asked for as it is", arguments: marks.indices)
    func marked(_ index: Int) async throws {
        let mark = Self.marks[index]
        let client = try client(answering: mark.status, Self.rows, [(mark.name, mark.value)])
        let listing = try await client.sessionListing(of: Sample.account)
        #expect(listing.truncation == mark.text)
        #expect(listing.sessions.map(\.id) == ["s1", "s2"])
    }

    @Test("is not understood where a whole list is due", arguments: marks.indices)
    func refused(_ index: Int) async throws {
        let mark = Self.marks[index]
        let calls: [(String, @Sendable (FrameClient) async throws -> Void)] = [
            ("active sessions", { _ = try await $0.activeSessions(of: Sample.account) }),
            ("pools", { _ = try await $0.pools(of: Sample.account) }), ("accounts", { _ = try await $0.accounts() }),
        ]
        for (rows, call) in calls {
            let client = try client(answering: mark.status, Self.rows, [(mark.name, mark.value)])
            let error = await #expect(throws: FrameAPIError.self) { try await call(client) }
            #expect(error?.code == .notUnderstood)
            #expect(error?.detail == "a list of \(rows) was due, but a part of it (\(mark.text)) came")
            #expect(error?.remedy.hasPrefix("Check the base URL") == true)
        }
    }

    @Test(
        "does not, when the header says that there is none, or speaks of something else",
        arguments: [
            ("X-Pagination", #"{"total":2,"next":null,"totalPages":1}"#), ("X-Pagination", "{"),
            ("X-Total-Count", "2"), ("X-Total-Count", "1"), ("X-Total-Count", "0"), ("X-Total-Count", ""),
            ("X-Total-Count", "-1"), ("X-Total-Count", "many"), ("X-Total", "2"), ("X-Total-Pages", "1"),
            ("X-Total-Pages", "0"),
            ("X-Total-Time", "57"), ("X-RateLimit-Total", "57"), ("X-Page", "1"), ("X-Per-Page", "2"),
            ("X-Next-Page", ""), ("X-Next-Page", "0"), ("X-Next-Page", "null"), ("X-Next-Token", "None"),
            ("X-Next-Cursor", "false"),
            ("X-Next-Page", "-1"), ("X-Has-More", "false"), ("X-Has-More", "0"), ("x-ms-continuation", " "),
            ("x-nextjs-cache", "HIT"), ("X-Context", "1"), ("Connection", "keep-alive"),
            ("Content-Range", "items 0-1/2"), ("Content-Range", "items 1-2/2"), ("Content-Range", "0-1/2"),
            ("Content-Range", "0-1/*"), ("Content-Range", "*/2"), ("Content-Range", "*/*"), ("Content-Range", ""),
            ("Content-Range", "bytes 0-99/100"), ("Link", #"</v1/x>; rel="prev""#),
        ]
    )
    func whole(_ name: String, _ value: String) async throws {
        let listing = try await client(answering: 200, Self.rows, [(name, value)]).sessionListing(of: Sample.account)
        #expect(listing.truncation == nil)
        #expect(
            try await client(answering: 200, Self.rows, [(name, value)]).activeSessions(of: Sample.account).count == 2
        )
    }

    @Test("says so in any of several headers of one name")
    func several() async throws {
        let headers = [("X-Total-Count", "2"), ("Server", "x"), ("X-Total-Count", "57")]
        let listing = try await client(answering: 200, Self.rows, headers).sessionListing(of: Sample.account)
        #expect(listing.truncation == "X-Total-Count: 57")
    }

    @Test("may be empty, and is no listing of none")
    func empty() async throws {
        let listing = try await client(answering: 200, "[]", [("X-Total-Count", "1")]).sessionListing(
            of: Sample.account
        )
        #expect(listing == SessionListing(sessions: [], truncation: "X-Total-Count: 1"))
        #expect(try await client(answering: 206, "[]").sessionListing(of: Sample.account).truncation == "status 206")
    }

    @Test("says it in words that can be shown: short, printable, and without what is secret")
    func words() async throws {
        let long = String(repeating: "x", count: 500)
        func mark(_ value: String) async throws -> String? {
            try await client(answering: 200, "[]", [("X-Next-Token", value)]).sessionListing(of: Sample.account)
                .truncation
        }
        #expect(try await mark(long) == "X-Next-Token: " + String(repeating: "x", count: 66) + "…")
        #expect(try await mark("a\u{202E}b") == "X-Next-Token: a\u{FFFD}b")
        #expect(try await mark("a\(Sample.secret)") == "X-Next-Token: a<redacted>")
    }

    @Test("is not understood without content, whatever else it says", arguments: [204, 205])
    func noContent(_ status: Int) async throws {
        let client = try client(answering: status, Self.rows)
        let error = await #expect(throws: FrameAPIError.self) { try await client.sessionListing(of: Sample.account) }
        #expect(error?.detail == "a list of active sessions was due, but status \(status) came")
        #expect(error?.remedy.hasPrefix("Check the base URL") == true)
    }
}
