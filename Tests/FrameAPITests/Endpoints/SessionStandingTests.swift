import HTTPTypes
import Testing

@testable import FrameAPI

/// What an answer for one session is worth as a witness. Whatever is not plainly the service's own word about this very session
/// settles nothing.
@Suite("A session that is asked for alone")
struct SessionStandingTests {
    private func standing(_ step: @escaping FakeTransport.Step, of id: SessionID = "s1") async throws -> SessionStanding
    {
        try await FrameClient.underTest(FakeTransport(step)).standing(of: id, in: Sample.account)
    }

    @Test("is asked for once, by GET, at its own path")
    func request() async throws {
        let transport = FakeTransport(answer(200, #"{"id":"gateway-prod.K","state":"open"}"#))
        let reader = try FrameClient.underTest(transport).reader
        #expect(try await reader.standing(of: "gateway-prod.K", in: Sample.account) == .live)
        #expect(transport.requests.map(\.head.method) == [.get])
        #expect(transport.requests.map(\.head.path) == ["/v1/accounts/\(Sample.account)/sessions/gateway-prod.K"])
    }

    @Test("is live in three states in any case", arguments: ["init", "reserved", "open", "OPEN", "Reserved", "iNiT"])
    func live(_ state: String) async throws {
        #expect(try await standing(answer(200, #"{"id":"s1","state":"\#(state)","more":{"id":"x"}}"#)) == .live)
    }

    @Test(
        "has ended in any other state",
        arguments: ["closed", "CLOSING", "opening", "o\u{301}pen"]
    )
    func ended(_ state: String) async throws {
        #expect(try await standing(answer(200, #" {"st\u0061te":"\#(state)","id":"\u00731"} "#)) == .ended)
    }

    static let unsettled: [(body: String, code: String)] = [
        (#"{"id":"s2","state":"closed"}"#, "other-id"), (#"{"id":"S1","state":"closed"}"#, "other-id"),
        (#"{"id":"s1 ","state":"closed"}"#, "other-id"), (#"{"id":1,"state":"closed"}"#, "other-id"),
        (#"{"state":"closed"}"#, "no-id"), (#"{"id":null,"state":"closed"}"#, "no-id"),
        (#"{"ID":"s1","state":"closed"}"#, "no-id"), (#"{"id":{"v":"s1"},"state":"closed"}"#, "no-id"),
        (#"{"id":"\ud83d","state":"closed"}"#, "no-id"), (#"{"id":"","state":"closed"}"#, "no-id"),
        (#"{"id":"s1"}"#, "no-state"), (#"{"id":"s1","state":""}"#, "no-state"),
        (#"{"id":"s1","state":" "}"#, "no-state"),
        (#"{"id":"s1","state":null}"#, "no-state"),
        (#"{"id":"s1","state":7}"#, "no-state"),
        (#"{"id":"s1","state":false}"#, "no-state"), (#"{"id":"s1","state":["closed"]}"#, "no-state"),
        (#"{"id":"s1","State":"closed"}"#, "no-state"), (#"{"id":"s1","state":"\ud83d"}"#, "no-state"),
        (#"{"id":"s1","id":"s1","state":"closed"}"#, "contradictory"),
        (#"{"id":"s2","\u0069d":"s1","state":"closed"}"#, "contradictory"),
        (#"{"id":"s1","state":"open","state":"closed"}"#, "contradictory"),
        ("{}", "no-id"), ("[]", "not-an-object"), ("null", "not-an-object"), (#""closed""#, "not-an-object"),
        (#"[{"id":"s1","state":"closed"}]"#, "not-an-object"), (#"{"data":{"id":"s1","state":"closed"}}"#, "no-id"),
        (#"{"id":"s1","state":"closed"#, "not-json"), (#"{"id":"s1","state":"closed",}"#, "not-json"),
        (#"{"id":"s1","state":"closed"} {}"#, "not-json"), ("\u{FEFF}{\"id\":\"s1\",\"state\":\"closed\"}", "not-json"),
        ("closed", "not-json"), ("<html><body>gone</body></html>", "html-page"), ("<!doctype html>", "html-page"),
        ("<state>closed</state>", "not-json"), ("", "empty-body"), (" \r\n", "empty-body"),
    ]

    @Test(
        "is not settled by an answer that does not speak of it, or says nothing of its state",
        arguments: unsettled.indices
    )
    func inconclusive(_ index: Int) async throws {
        let (body, code) = Self.unsettled[index]
        #expect(try await standing(answer(200, body)) == .inconclusive(code), "\(body)")
    }

    @Test("is compared with the id in the answer byte for byte, a number by its digits")
    func bytes() async throws {
        let composed = #"{"id":"caf\u00e9","state":"closed"}"#
        #expect(try await standing(answer(200, composed), of: "caf\u{E9}") == .ended)
        #expect(try await standing(answer(200, composed), of: "cafe\u{301}") == .inconclusive("other-id"))
        #expect(try await standing(answer(200, #"{"id":1.0,"state":"closed"}"#), of: "1.0") == .ended)
        #expect(try await standing(answer(200, #"{"id":1.0,"state":"closed"}"#), of: "1") == .inconclusive("other-id"))
    }

    @Test(
        "is not there by a 404 or a 410 with JSON or nothing in its body",
        arguments: [404, 410],
        ["", " \n", "{}", #"{"error":"no such session"}"#, "[]", "null", #""gone""#, "404"]
    )
    func notFound(_ status: Int, _ body: String) async throws {
        #expect(try await standing(answer(status, body)) == .notFound)
    }

    @Test(
        "is not settled by a 404 that something else may have answered",
        arguments: [404, 410],
        [
            ("<!DOCTYPE html><title>Not found</title>", "html-page"), (" <HTML>404</HTML>", "html-page"),
            ("404 page not found", "not-json"), ("default backend - 404", "not-json"), (#"{"error":"no"#, "not-json"),
            (#"{"error":"no",}"#, "not-json"), ("{} x", "not-json"), ("\u{FEFF}{}", "not-json"),
            ("<?xml?><no/>", "not-json"),
        ]
    )
    func pageNotFound(_ status: Int, _ page: (String, String)) async throws {
        #expect(try await standing(answer(status, page.0)) == .inconclusive(page.1))
    }

    @Test(
        "is not settled by any other status, whatever the body says",
        arguments: [
            201, 202, 203, 204, 206, 301, 304, 400, 402, 403, 405, 408, 409, 422, 429, 451, 500, 502, 503, 504, 599,
        ]
    )
    func statuses(_ status: Int) async throws {
        let body = #"{"id":"s1","state":"closed"}"#
        #expect(try await standing(answer(status, body)) == .inconclusive("status-\(status)"))
    }

    @Test(
        "is not settled without an answer",
        arguments: [
            (TransportFailure.Kind.timedOut, "timed-out"), (.connectionLost, "connection-lost"),
            (.unreachable, "unreachable"), (.untrusted, "untrusted"), (.bodyTooLarge, "body-too-large"),
        ]
    )
    func failures(_ kind: TransportFailure.Kind, _ code: String) async throws {
        #expect(try await standing(failure(kind)) == .inconclusive(code))
    }

    @Test("is not settled by a 404 whose own body says that it is live")
    func contradictory() async throws {
        #expect(try await standing(answer(404, #"{"id":"s1","state":"open"}"#)) == .inconclusive("contradictory"))
        #expect(try await standing(answer(404, #"{"state":"closed"}"#)) == .notFound)
    }

    @Test("is asked for again only when the service asks for less, and its last answer counts")
    func repeated() async throws {
        let retry = ReadRetry(limit: .seconds(2), backoff: Backoff(base: .seconds(1), limit: .seconds(1)))
        let limited = FakeTransport(answer(429), answer(429), answer(404, "{}"))
        var client = try FrameClient.underTest(limited, retry: retry, random: .highest)
        #expect(try await client.standing(of: "s1", in: Sample.account) == .notFound)
        let lasting = FakeTransport(answer(429), answer(429), answer(429))
        client = try FrameClient.underTest(lasting, retry: retry, random: .highest)
        #expect(try await client.standing(of: "s1", in: Sample.account) == .inconclusive("status-429"))
        let failing = FakeTransport(answer(503), answer(404, "{}"))
        client = try FrameClient.underTest(failing, retry: retry, random: .low)
        #expect(try await client.standing(of: "s1", in: Sample.account) == .inconclusive("status-503"))
    }

    @Test(
        "is an error only when the credential or the proxy's password is refused, the task is cancelled, or the id cannot be sent"
    )
    func errors() async throws {
        let steps: [(FakeTransport.Step, FrameAPIError.Code)] = [
            (answer(401, "{}"), .unauthorized), (failure(.cancelled), .cancelled),
            (failure(.proxyUnauthorized), .proxyUnauthorized),
        ]
        for (step, code) in steps {
            let error = await #expect(throws: FrameAPIError.self) { try await standing(step) }
            #expect(error?.code == code)
            #expect(error?.remedy.isEmpty == false)
        }
        let client = try FrameClient.underTest(FakeTransport())
        let error = await #expect(throws: FrameAPIError.self) {
            try await client.standing(of: "a/b", in: Sample.account)
        }
        #expect(error?.code == .invalidIdentifier)
        #expect(error?.remedy == "Check the id; nothing was sent")
    }
}
