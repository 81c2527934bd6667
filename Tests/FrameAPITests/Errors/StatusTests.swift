import Testing

@testable import FrameAPI

@Suite("A status that is no success")
struct StatusTests {
    struct Meaning: Sendable, CustomTestStringConvertible {
        let status: Int
        let code: FrameAPIError.Code
        let remedy: String
        var transient = false
        var mayHaveActed = false
        var testDescription: String { "\(status)" }
    }

    private static let refused = "Read the service's message; the request may not apply to this account"
    private static let fault = "Run it again later; if it stays so, ask the vendor's support with this line"
    private static let redirected = "Set the base URL to the service's own address; signed headers were not sent on"
    private static let missing =
        "Check the account id and the base URL, and that the credential's scope covers the account"

    static let table =
        [301, 302, 303, 304, 307, 308].map { Meaning(status: $0, code: .redirected, remedy: redirected) }
        + [400, 402, 405, 406, 409, 412, 415, 418, 422, 423, 451, 600, 999].map {
            Meaning(status: $0, code: .refused, remedy: refused)
        }
        + [404, 410].map { Meaning(status: $0, code: .notFound, remedy: missing) }
        + [408, 500, 501, 502, 503, 504, 520, 599].map {
            Meaning(status: $0, code: .serverFault, remedy: fault, transient: true, mayHaveActed: true)
        }
        + [
            Meaning(
                status: 401,
                code: .unauthorized,
                remedy: "Check the client id and the client secret, and that this machine's clock is right"
            ),
            Meaning(
                status: 403,
                code: .forbidden,
                remedy:
                    "Give the credential a role that may do this, on this account; Customer Support may close sessions"
            ),
            Meaning(status: 425, code: .busy, remedy: "Wait and run it again", transient: true),
            Meaning(
                status: 429,
                code: .throttled,
                remedy: "Wait and run it again, with less at a time",
                transient: true
            ),
        ]

    @Test("is an error of its own kind", arguments: table)
    func meaning(_ expected: Meaning) async throws {
        let client = try client(answering: expected.status)
        let error = try #require(
            await #expect(throws: FrameAPIError.self) { try await client.closeSession("s", of: Sample.account) }
        )
        #expect(error.code == expected.code)
        #expect(error.remedy == expected.remedy)
        #expect(error.isTransient == expected.transient)
        #expect(error.mayHaveActed == expected.mayHaveActed)
        #expect(error.status == expected.status)
        #expect(error.detail.hasPrefix("the service answered \(expected.status)"))
        #expect(error.request == RequestSummary(method: "DELETE", path: "/accounts/\(Sample.account)/sessions/s"))
        #expect(
            error.description
                == "DELETE /accounts/\(Sample.account)/sessions/s: \(error.detail). \(expected.remedy)"
        )
    }

    @Test(
        "of 403 is a limit when the service says when to come again, for reads and for DELETEs",
        arguments: ["1", "0", "86400"]
    )
    func limit(_ wait: String) async throws {
        let calls: [@Sendable (FrameClient) async throws -> Void] = [
            { _ = try await $0.pools(of: Sample.account) }, { _ = try await $0.closeSession("s", of: Sample.account) },
        ]
        for call in calls {
            let client = try client(answering: 403, "slow down", [("Retry-After", wait)])
            let error = await #expect(throws: FrameAPIError.self) { try await call(client) }
            #expect(error?.code == .throttled)
            #expect(error?.status == 403)
            #expect(error?.isTransient == true)
            #expect(error?.mayHaveActed == false)
            #expect(error?.retryAfter == .seconds(min(120, Int(wait) ?? -1)))
            #expect(error?.detail == "the service answered 403: slow down")
            #expect(error?.remedy == "Wait and run it again, with less at a time")
        }
    }

    @Test(
        "that speaks of a rate is a limit, in whatever words a gateway has for it",
        arguments: [
            "Rate exceeded", #"{"message":"Rate exceeded"}"#, #"{"error":{"message":"API rate limit reached"}}"#,
            #"{"__type":"ThrottlingException","message":"x"}"#, "Too Many Requests", "Request was throttled.",
        ]
    )
    func rate(_ body: String) async throws {
        let client = try client(answering: 400, body, [("Retry-After", "3")])
        let error = await #expect(throws: FrameAPIError.self) { try await client.closeSession("s", of: Sample.account) }
        #expect(error?.code == .throttled)
        #expect(error?.mayHaveActed == false)
        #expect(error?.retryAfter == .seconds(3))
        #expect(error?.remedy == "Wait and run it again, with less at a time")
    }

    @Test(
        "that only names something after a rate is a refusal",
        arguments: [
            "the pool 'Throttle lab' has no such field", #"{"message":"the pool \"Rate limit exceeded\" is unknown"}"#,
            "the pool “too many requests” has no such field", #"{"message":"no such pool","pool":"Rate exceeded"}"#,
            "the rate limit of the pool must be a number", "unknown field throttling",
        ]
    )
    func noRate(_ body: String) async throws {
        let client = try client(answering: 400, body)
        let error = await #expect(throws: FrameAPIError.self) { try await client.closeSession("s", of: Sample.account) }
        #expect(error?.code == .refused)
        #expect(error?.isTransient == false)
    }

    @Test(
        "of 409 or 423 passes when the service says when to come again, and was not carried out",
        arguments: [409, 423],
        ["1", "0", "86400"]
    )
    func busy(_ status: Int, _ wait: String) async throws {
        let client = try client(answering: status, "locked", [("Retry-After", wait)])
        let error = await #expect(throws: FrameAPIError.self) { try await client.closeSession("s", of: Sample.account) }
        #expect(error?.code == .busy)
        #expect(error?.isTransient == true)
        #expect(error?.mayHaveActed == false)
        #expect(error?.retryAfter == .seconds(min(120, Int(wait) ?? -1)))
        #expect(error?.detail == "the service answered \(status): locked")
        #expect(error?.remedy == "Wait and run it again")
    }

    @Test("of 403 is a refusal when what it says of waiting is no time", arguments: ["", "soon", "-1"])
    func noLimit(_ wait: String) async throws {
        let client = try client(answering: 403, "no", [("Retry-After", wait)])
        let error = await #expect(throws: FrameAPIError.self) { try await client.closeSession("s", of: Sample.account) }
        #expect(error?.code == .forbidden)
        #expect(error?.remedy.hasPrefix("Give the credential a role") == true)
    }

    @Test(
        "of a redirect says where to, by the host alone",
        arguments: [
            ("https://login.example.com/sso?token=x", "login.example.com"),
            ("http://user:pw@evil.com:81/x", "evil.com:81"),
            ("/elsewhere", "another path of the same host"),
            ("https://", "another path of the same host"),
        ]
    )
    func redirect(_ location: String, _ words: String) async throws {
        let client = try client(answering: 302, "ignored", [("Location", location)])
        let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
        #expect(error?.code == .redirected)
        #expect(error?.detail == "the service answered 302 and points to \(words)")
        #expect(error?.remedy == Self.redirected)
    }

    @Test("of a redirect without a target says so")
    func redirectToNowhere() async throws {
        let client = try client(answering: 302)
        let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
        #expect(error?.detail == "the service answered 302 and points to nowhere")
        #expect(error?.remedy == Self.redirected)
    }

    @Test(
        "401 says what is odd about the credential, and not what it is",
        arguments: [
            ("\"canary\"", "begins with a quotation mark"), ("“canary", "begins with a quotation mark"),
            ("\"\u{301}canary", "begins with a quotation mark"), ("canary'", "ends with a quotation mark"),
            ("canary canary", "contains white space"), ("canary\u{A0}x", "contains white space"),
            ("\u{FEFF}canary", "contains an invisible character"),
            ("canary\u{200B}", "contains an invisible character"),
            ("ca\u{AD}nary", "contains an invisible character"), ("ca\u{3164}nary", "contains an invisible character"),
        ]
    )
    func oddity(_ secret: String, _ words: String) async throws {
        let transport = FakeTransport(answer(401))
        let client = FrameClient(
            baseURL: .production,
            credentials: try Credentials(clientID: "id", clientSecret: secret),
            transport: transport,
            retry: .none,
            limits: RequestLimits(),
            time: VirtualTime().source,
            random: .unscripted
        )
        let error = try #require(
            await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
        )
        #expect(error.remedy == "The client secret \(words). Copy it again from the console, without that")
        #expect(!"\(error)".contains("nary"))
    }
}
