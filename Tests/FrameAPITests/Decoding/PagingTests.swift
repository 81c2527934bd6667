import Testing

@testable import FrameAPI

@Suite("A listing with a Link header")
struct PagingTests {
    @Test(
        "that announces a next page is not taken for the whole",
        arguments: [
            #"</v1/x?page=2>; rel="next""#, "</v1/x?page=2>; rel=next", #"</v1/x?page=2>;rel="next""#,
            #"</v1/x?page=2>; REL="Next""#, #"</v1/x?page=2> ; rel = "next""#, #"</v1/x?page=2>; rel="last next""#,
            #"</v1/x?page=1>; rel="first", </v1/x?page=2>; rel="next"; title="x""#,
        ]
    )
    func next(_ link: String) async throws {
        for body in ["[]", #"[{"id":"s","pool_id":"p"}]"#] {
            let client = try client(answering: 200, body, [("Link", link)])
            let error = await #expect(throws: FrameAPIError.self) {
                try await client.activeSessions(of: Sample.account)
            }
            #expect(error?.code == .notUnderstood)
            #expect(error?.detail == "a list of active sessions was due, but a part of it (Link: rel=next) came")
            #expect(error?.remedy.hasPrefix("Check the base URL") == true)
        }
    }

    @Test("that announces it in a second header is not taken for the whole")
    func secondHeader() async throws {
        let links = [("Link", "</a>; rel=\"first\""), ("link", "</b>; rel=\"next\"")]
        let client = try client(answering: 200, "[]", links)
        let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
        #expect(error?.code == .notUnderstood)
        #expect(error?.remedy.hasPrefix("Check the base URL") == true)
    }

    @Test(
        "that announces anything else is whole",
        arguments: [
            "", #"</v1/x>; rel="first""#, #"</v1/x>; rel="prev", </v1/x>; rel="last""#, #"</v1/next>; rel="help""#,
            #"</style.css>; rel="preload"; as="next""#, #"</x>; rel="nextcloud""#,
        ]
    )
    func others(_ link: String) async throws {
        let client = try client(answering: 200, #"[{"id":"s","pool_id":"p"}]"#, [("Link", link)])
        #expect(try await client.activeSessions(of: Sample.account).count == 1)
    }
}
