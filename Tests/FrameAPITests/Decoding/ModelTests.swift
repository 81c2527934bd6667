import FoundationEssentials
import Testing

@testable import FrameAPI

@Suite("An object of the service")
struct ModelTests {
    @Test("that is an account has the fields of the vendor's examples")
    func account() async throws {
        let body = #"""
            {"id":"1f86e290-8cd2-4950-9c5a-9d3f7ed332e7","name":"Contoso Training","active":true,"description":"d",
             "website":"https://contoso.example","last_publish":"2023-11-14T22:13:20.123456",
             "inserted_at":"2023-11-14T22:13:20.000000Z","kind":"frame","notes":null,"url_slug":"contoso","more":[]}
            """#
        let account = try await client(answering: 200, body).account(Sample.account)
        #expect(account.id == Sample.account)
        #expect(account.name == "Contoso Training")
        #expect(account.isActive == true)
        #expect(account.summary == "d")
        #expect(account.website == "https://contoso.example")
        #expect(account.lastPublish?.text == "2023-11-14T22:13:20.123456")
        #expect(account.insertedAt?.date?.timeIntervalSince1970 == 1_700_000_000)
        #expect(account.kind == "frame")
        #expect(account.notes == nil)
        #expect(account.urlSlug == "contoso")
    }

    @Test("that is an organization, a customer, a cloud or a datacenter has its fields")
    func others() async throws {
        let organization = #"{"id":5,"name":"N","description":"D","url_slug":"s","website":"w"}"#
        #expect(
            try await client(answering: 200, "[\(organization)]").organizations()
                == [Organization(id: "5", name: "N", summary: "D", urlSlug: "s", website: "w")]
        )
        #expect(
            try await client(answering: 200, #"{"active":false,"id":"c","name":"N","url_slug":"s"}"#).customer()
                == Customer(id: "c", name: "N", isActive: false, urlSlug: "s")
        )
        let place = #"[{"external_id":"gateway-prod.2","name":"aws","display_name":"AWS"}]"#
        #expect(
            try await client(answering: 200, place).cloudProviders()
                == [CloudProvider(id: "gateway-prod.2", name: "aws", displayName: "AWS")]
        )
        #expect(
            try await client(answering: 200, place).datacenters()
                == [Datacenter(id: "gateway-prod.2", name: "aws", displayName: "AWS")]
        )
    }

    @Test(
        "is not understood without its id",
        arguments: ["{}", #"{"id":null}"#, #"{"id":""}"#, #"{"error":"x"}"#, "[]", "null", ""]
    )
    func withoutID(_ body: String) async throws {
        let calls: [@Sendable (FrameClient) async throws -> Void] = [
            { _ = try await $0.account(Sample.account) }, { _ = try await $0.organization("o") },
            { _ = try await $0.customer() },
        ]
        for call in calls {
            let client = try client(answering: 200, body)
            let error = await #expect(throws: FrameAPIError.self) { try await call(client) }
            #expect(error?.code == .notUnderstood)
            #expect(error?.remedy.hasPrefix("Check the base URL") == true)
        }
    }

    @Test(
        "that is a session is live in three states, in any case",
        arguments: [
            ("open", true), ("OPEN", true), ("Reserved", true), ("init", true), ("closed", false), ("", false),
            ("opening", false),
        ]
    )
    func states(_ state: String, _ live: Bool) async throws {
        let client = try client(answering: 200, #"{"id":"s","state":"\#(state)"}"#)
        let detail = try await client.session("s", of: Sample.account)
        #expect(detail.state == state)
        #expect(detail.isLive == live)
    }

    @Test(
        "that is a session without a state proves nothing",
        arguments: [#"{"id":"s"}"#, #"{"id":"s","state":null}"#, #"{"state":[]}"#]
    )
    func noState(_ body: String) async throws {
        #expect(try await client(answering: 200, body).session("s", of: Sample.account).isLive == nil)
    }

    @Test(
        "that is a publish task is kept whole, with its id where there is one",
        arguments: [
            (#"{"id":"t1","x":[1]}"#, "t1" as String?), (#"{"id":7}"#, "7"), (#"{"id":-0}"#, "-0"),
            (#"{"id":1.10}"#, "1.10"), (#"{"id":1,"id":2}"#, nil), (#"{"task":"t"}"#, nil), ("[1]", nil),
            (#"{"id":null}"#, nil),
        ]
    )
    func publishTask(_ body: String, _ id: String?) async throws {
        let task = try await client(answering: 200, body).publish(Sample.account)
        #expect(task.id?.value == id)
        #expect(task.content != .null)
    }

    @Test("that is a token is a bare JSON text", arguments: ["{}", "[\"t\"]", "t", "", "null", "7"])
    func token(_ body: String) async throws {
        let good = try client(answering: 200, #""t\u0041""#)
        #expect(try await good.anonymousToken(for: .account(Sample.account), provider: "p") == "tA")
        let bad = try client(answering: 200, body)
        let error = await #expect(throws: FrameAPIError.self) {
            try await bad.anonymousToken(for: .account(Sample.account), provider: "p")
        }
        #expect(error?.code == .notUnderstood)
        #expect(error?.remedy.hasPrefix("Check the base URL") == true)
    }
}
