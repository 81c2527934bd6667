import Foundation
import FrameSimulator
import Synchronization
import Testing

@Suite("What the service says no to, or says in a way that is not understood, closes nothing")
struct RefusedServiceTests {
    @Test("a wrong secret: 77, and no word of the clock when it is right")
    func wrongSecret() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let result = try await service.framectl("close", "--yes", changing: ["FRAME_CLIENT_SECRET": "wrong"])
            #expect(result.status == 77)
            #expect(result.talk.contains("client secret"))
            #expect(!result.talk.contains("seconds ahead") && !result.talk.contains("seconds behind"))
            #expect(service.deletes.isEmpty)
            #expect(service.controlPlane.history.count == 1, "a refused credential is not tried again")
        }
    }

    @Test(
        "a wrong secret on a machine whose clock is off by more than a minute: 77, with the skew",
        arguments: [400, -400]
    )
    func wrongSecretAndClock(skew: Int) async throws {
        try await SimulatedService.serve(try .evening("\"clock_skew_seconds\": \(skew)")) { service in
            let result = try await service.framectl("close", "--yes")
            #expect(result.status == 77)
            let words = skew > 0 ? "seconds behind the service's" : "seconds ahead of the service's"
            #expect(result.talk.contains(words))
            #expect(service.deletes.isEmpty)
        }
    }

    @Test("an unknown account: 64")
    func unknownAccount() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let other = "ffffffff-0000-4000-8000-000000000000"
            let result = try await service.framectl("close", "--yes", "--account", other)
            #expect(result.status == 64)
            #expect(result.talk.contains("account “\(other)” not found"))
            #expect(result.talk.contains("The credential's scope covers: Contoso Evening (\(service.account))"))
        }
    }

    @Test("no production pool: 4, with the kinds that there are")
    func noProductionPool() async throws {
        try await SimulatedService.serve(try .withoutProduction()) { service in
            let result = try await service.framectl("close", "--yes")
            #expect(result.status == 4)
            #expect(result.talk.contains("no pool of kind production"))
            #expect(result.talk.contains("sandbox (1), utility (1)"))
            #expect(service.methods == ["GET"])
        }
    }

    @Test(
        "an answer that is not understood: 69, and nothing is closed",
        arguments: ["html", "cut-body", "wrong-shape", "empty-body"],
        ["pools", "active_sessions"]
    )
    func notUnderstood(fault: String, listing: String) async throws {
        let faults = #""faults": [{ "on": "GET /accounts/*/\#(listing)", "answer": "\#(fault)" }]"#
        try await SimulatedService.serve(try .evening(faults)) { service in
            let result = try await service.framectl("close", "--yes", "--output", "json")
            #expect(result.status == 69)
            #expect(result.talk.contains("GET /accounts/"))
            #expect(service.methods == ["GET"])
            let error = try result.json()
            #expect(error["schema"] as? String == "framectl.error/1")
            #expect(error["exit_status"] as? Int == 69)
        }
    }

    @Test(
        "a redirect: 69, and the signed headers are not sent on",
        arguments: ["302 Found", "307 Temporary Redirect", "308 Moved"]
    )
    func redirect(status: String) async throws {
        let target = try CannedServer { _ in httpAnswer("200 OK", "[]") }
        defer { target.stop() }
        let server = try CannedServer { _ in
            httpAnswer(status, "", headers: "Location: http://127.0.0.1:\(target.port)/v1/elsewhere?token=x\r\n")
        }
        defer { server.stop() }
        let result = try await Framectl.run("close", "--yes", environment: Self.environment(server.url))
        #expect(result.status == 69)
        #expect(result.talk.contains("127.0.0.1:\(target.port)"))
        #expect(!result.talk.contains("token=x"))
        #expect(server.seen.count == 1)
        #expect(target.seen.isEmpty)
    }

    @Test("nobody listening: 69, naming the address, once while it is waited for and once at the end")
    func nobodyListening() async throws {
        let server = try CannedServer { _ in "" }
        server.stop()
        let result = try await Framectl.run(
            "close",
            "--yes",
            "--retry-for",
            "2s",
            environment: Self.environment(server.url),
            limit: .patience
        )
        #expect(result.status == 69)
        let refused = "connection refused by 127.0.0.1:\(server.port)\n"
        #expect(result.talk.contains("Retrying for up to 2 s: \(refused)"))
        #expect(result.talk.contains("framectl: GET /accounts/\(Scenario.evening): \(refused)"))
        #expect(result.talk.ranges(of: "refused").count == 2)
        #expect(result.talk.contains("Check the base URL"))
    }

    @Test(
        "a listing of something else, or that says that there is more: 69",
        arguments: [
            "[1,2]", "[null]", #"[{"error":"maintenance"}]"#, #"{"data":[],"next":"/x"}"#, "null", "\"\"", "[] []",
            "[{\"id\":\"a\"},]",
        ]
    )
    func strangeListings(body: String) async throws {
        let server = try CannedServer { head in
            if head.contains("/pools ") {
                httpAnswer("200 OK", #"[{"external_id":"p","kind":"production"}]"#)
            } else if head.contains("/active_sessions ") {
                httpAnswer("200 OK", body)
            } else {
                httpAnswer("200 OK", #"{"id":"\#(Scenario.evening)","name":"Canned"}"#)
            }
        }
        defer { server.stop() }
        let result = try await Framectl.run("close", "--yes", environment: Self.environment(server.url))
        #expect(result.status == 69)
        #expect(!server.seen.contains { $0.hasPrefix("DELETE") })
    }

    @Test("what a server echoes of the secret and the signature is shown nowhere")
    func echoedSecret() async throws {
        let server = try CannedServer { head in
            let lines = head.components(separatedBy: "\r\n").joined(separator: " ")
            return httpAnswer("403 Forbidden", #"{"message":"you sent canary-secret and \#(lines)"}"#)
        }
        defer { server.stop() }
        let environment = Self.environment(server.url)
        for arguments in [
            ["close", "--yes"], ["doctor"], ["plan", "--output", "json"], ["api", "GET", "/accounts/"],
        ] {
            let result = try await ChildProcess.run(
                Framectl.path,
                arguments,
                environment: environment,
                input: nil,
                limit: .patience
            )
            #expect(result.everything.contains("<redacted>"))
            #expect(!result.everything.contains("canary-secret"))
            // A connection on which nothing came was given up by then.
            for head in server.seen where !head.isEmpty {
                let signature = try #require(head.firstMatch(of: /(?i)x-frame-signature: ([0-9a-f]{64})/)).1
                #expect(!result.everything.contains(signature))
            }
        }
    }

    @Test("a secret in a name, and the signature of an earlier request, are shown nowhere")
    func echoedLater() async throws {
        for format in ["text", "json"] {
            // Each process knows the signatures that it has sent itself, so each has a server of its own.
            let earlier = Echo()
            let server = try CannedServer { head in
                let signature = head.firstMatch(of: /(?i)x-frame-signature: ([0-9a-f]{64})/).map { String($0.1) } ?? ""
                if head.contains("/pools ") {
                    return httpAnswer("200 OK", #"[{"external_id":"p","kind":"production","name":"\#(earlier.all)"}]"#)
                }
                earlier.add("CANARY-secret \(signature.uppercased())")
                if head.contains("/active_sessions ") { return httpAnswer("200 OK", "[]") }
                return httpAnswer("200 OK", #"{"id":"\#(Scenario.evening)","name":"\#(earlier.all)"}"#)
            }
            defer { server.stop() }
            let result = try await Framectl.run("plan", "--output", format, environment: Self.environment(server.url))
            #expect(result.status == 0)
            #expect(result.everything.contains("<redacted>"))
            #expect(!result.everything.lowercased().contains("canary-secret"))
            #expect(
                result.everything.replacing(/sha256:[0-9a-f]{64}/, with: "").firstMatch(of: /[0-9A-Fa-f]{64}/) == nil
            )
        }
    }

    static func environment(_ url: String) -> [String: String] {
        [
            "FRAME_API_URL": url, "FRAME_ACCOUNT_ID": Scenario.evening, "FRAME_CLIENT_ID": "canned",
            "FRAME_CLIENT_SECRET": "canary-secret",
        ]
    }
}

/// What a server has seen so far, on one line.
private final class Echo: Sendable {
    private let seen = Mutex<[String]>([])

    func add(_ text: String) {
        seen.withLock { $0.append(text) }
    }

    var all: String { seen.withLock { $0.joined(separator: " ") } }
}
