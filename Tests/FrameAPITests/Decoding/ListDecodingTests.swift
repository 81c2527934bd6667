import Testing

@testable import FrameAPI

/// Law 4: an answer that is not understood is an error, and never an empty list.
@Suite("A listing")
struct ListDecodingTests {
    static let two = [
        ActiveSession(id: "gateway-prod.KR5LDopQG8MzV136", poolID: "p1"), ActiveSession(id: "s2", poolID: "p2"),
    ]
    static let first = #"{"id":"gateway-prod.KR5LDopQG8MzV136","pool_id":"p1"}"#
    static let second = #"{"id":"s2","pool_id":"p2"}"#

    private func sessions(
        _ body: String,
        status: Int = 200,
        _ headers: [(String, String)] = []
    ) async throws
        -> [ActiveSession]
    {
        try await client(answering: status, body, headers).activeSessions(of: Sample.account)
    }

    @Test(
        "is a bare array, or an object that holds nothing but the array",
        arguments: [
            "[\(first),\(second)]",
            " \r\n\t[ \(first) ,\n \(second) ]\n ",
            #"{"data":[\#(first),\#(second)]}"#,
            " { \"data\" : [ \(first) , \(second) ] } ",
        ]
    )
    func accepted(_ body: String) async throws {
        #expect(try await sessions(body) == Self.two)
        #expect(try await sessions(body, status: 203) == Self.two)
    }

    @Test(
        "is empty only when the service says so",
        arguments: ["[]", " [ ] \n", "[\n]", #"{"data":[]}"#, #"{ "data" : [ ] }"#]
    )
    func empty(_ body: String) async throws {
        #expect(try await sessions(body).isEmpty)
    }

    static let refused: [(body: String, came: String)] = [
        ("", "an empty body"),
        (" \n ", "an empty body"),
        ("null", "null"),
        ("true", "true or false"),
        ("0", "a number"),
        (#""[]""#, "a text"),
        ("{}", "an object with no keys"),
        (#"{"error":"no"}"#, "an object with the keys error"),
        (#"{"b":[],"a":[]}"#, "an object with the keys a, b"),
        (#"{"data":[],"next":"/p2"}"#, "an object with the keys data, next"),
        (#"{"data":[],"next":null}"#, "an object with the keys data, next"),
        (#"{"data":[],"total":0}"#, "an object with the keys data, total"),
        (#"{"data":null}"#, "an object with the keys data"),
        (#"{"data":{}}"#, "an object with the keys data"),
        (#"{"data":[1]}"#, "a list of something else"),
        (#"{"data":[{"error":"x"}]}"#, "an object with the keys error"),
        (#"{"data":[}"#, "JSON that is cut short or damaged"),
        (#"{"data":[]"#, "a list that is cut short"),
        (#"{"data":[],"data":[\#(first)]}"#, "an object with the keys data, data"),
        (#"{"data":[]}x"#, "JSON that is cut short or damaged"),
        (#"{"data":[\#(first),]}"#, "a list with a comma too many"),
        (#"{"Data":[]}"#, "an object with the keys Data"),
        ("<!DOCTYPE html><title>Sign in</title>", "an HTML page"),
        ("\n<HTML><body>[]</body></HTML>", "an HTML page"),
        ("<?xml version=\"1.0\"?><list/>", "XML"),
        ("Bad gateway", "text that is not JSON"),
        ("[", "a list that is cut short"),
        ("[\(first)", "a list that is cut short"),
        ("[\(first),", "a list that is cut short"),
        (#"[{"id":"s"#, "a list that is cut short"),
        (#"[{"id":"s\"#, "a list that is cut short"),
        ("[[]", "a list that is cut short"),
        ("[}", "JSON that is cut short or damaged"),
        ("[][]", "a list with text after it"),
        ("[] x", "a list with text after it"),
        ("[\(first)]]", "a list with text after it"),
        ("[\(first)]\u{0}", "a list with text after it"),
        ("[1]", "a list of something else"),
        ("[null]", "a list of something else"),
        (#"["s"]"#, "a list of something else"),
        ("[[]]", "a list of something else"),
        ("[null,1]", "a list of something else"),
        (#"[{"error":"x"}]"#, "an object with the keys error"),
        ("[{}]", "an object with no keys"),
        ("[\(first) \(second)]", "JSON that is cut short or damaged"),
        ("[\(first);\(second)]", "JSON that is cut short or damaged"),
        ("[{]", "JSON that is cut short or damaged"),
        ("[}{]", "JSON that is cut short or damaged"),
        ("[nul]", "JSON that is cut short or damaged"),
        ("[{'id':'s'}]", "JSON that is cut short or damaged"),
        ("[// none\n]", "JSON that is cut short or damaged"),
        (String(repeating: "[", count: 600), "JSON nested more than 512 levels deep"),
        (#"[{"id":"s","x":"# + String(repeating: #"{"a":"#, count: 600), "JSON nested more than 512 levels deep"),
        (#"{"a":"# + String(repeating: "[", count: 600), "JSON nested more than 512 levels deep"),
    ]

    @Test("is not understood when anything else comes, and the error names what came", arguments: refused.indices)
    func notUnderstood(_ index: Int) async throws {
        let (body, came) = Self.refused[index]
        let error = try #require(await #expect(throws: FrameAPIError.self) { try await sessions(body) }, "\(body)")
        #expect(error.code == .notUnderstood)
        #expect(error.detail == "a list of active sessions was due, but \(came) came", "\(body)")
        #expect(error.remedy.hasPrefix("Check the base URL, and whether a proxy or a login page answers"))
        #expect(error.status == 200)
        #expect(!error.isTransient)
    }

    @Test("is not understood when the status means no content", arguments: [204, 205])
    func statuses(_ status: Int) async throws {
        for body in ["", "[]", "[\(Self.first)]"] {
            let error = await #expect(throws: FrameAPIError.self) { try await sessions(body, status: status) }
            #expect(error?.code == .notUnderstood)
            #expect(error?.detail == "a list of active sessions was due, but status \(status) came")
            #expect(error?.remedy.hasPrefix("Check the base URL") == true)
        }
    }
}
