import Foundation
import FrameSimulator
import Testing

@Suite("Reading commands read")
struct ReadingTests {
    @Test("plan sends nothing but GET, in every form of output", arguments: ["text", "json", "jsonl", "csv"])
    func planReads(format: String) async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let before = service.liveSessions
            let result = try await service.framectl("plan", "--output", format)
            #expect(result.status == 0)
            #expect(service.methods == ["GET"])
            #expect(service.liveSessions == before)
        }
    }

    @Test("plan --detailed-exit-code tells work from none")
    func detailedExitCode() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let result1 = try await service.framectl("plan", "--detailed-exit-code")
            #expect(result1.status == 2)
        }
        try await SimulatedService.serve(try .builtIn("empty")) { service in
            let result2 = try await service.framectl("plan", "--detailed-exit-code")
            #expect(result2.status == 0)
        }
    }

    @Test("plan names the reason for everything that is left alone")
    func reasons() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let plan = try await service.framectl("plan", "--output", "json").json()
            let sessions = try #require(plan["sessions"] as? [[String: Any]])
            let skipped = sessions.filter { $0["verdict"] as? String == "skip" }
            #expect(skipped.count == 7)
            #expect(skipped.allSatisfy { ($0["reason"] as? String)?.isEmpty == false })
            #expect(plan["confirm"] as? String == "close 14 sessions")
        }
    }

    @Test("pools, sessions and accounts are listed in every form", arguments: ["pools", "sessions", "accounts"])
    func lists(noun: String) async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let expected = ["pools": 5, "sessions": 21, "accounts": 1][noun] ?? 0
            let json = try await service.framectl(noun, "list", "--output", "json").json()
            #expect(json["schema"] as? String == "framectl.\(noun)/1")
            #expect((json[noun] as? [Any])?.count == expected)
            let lines = try await service.framectl(noun, "list", "--output", "jsonl").output.split(separator: "\n")
            #expect(lines.count == expected)
            let csv = try await service.framectl(noun, "list", "--output", "csv").output.split(separator: "\r\n")
            #expect(csv.count == expected + 1)
            let text = try await service.framectl(noun, "list").output.split(separator: "\n")
            #expect(text.count == expected + 1)
            #expect(service.methods == ["GET"])
        }
    }

    @Test("doctor says who, whether the secret is accepted, the clock, the pools by kind and the sessions in scope")
    func doctor() async throws {
        try await SimulatedService.serve(try .evening("\"clock_skew_seconds\": 120")) { service in
            let result = try await service.framectl("doctor")
            #expect(result.status == 0)
            for words in [
                "0000000000e1.img.frame.nutanix.com", "accepts the client id and the secret", "s behind the service",
                "1 production", "1 sandbox", "14 in production pools, 7 skipped",
            ] {
                #expect(result.output.contains(words), "\(result.output) says \(words)")
            }
            #expect(service.methods == ["GET"])
        }
    }

    @Test(
        "doctor takes the account's word for the credential where listing accounts is forbidden or not there: 0",
        arguments: [403, 404]
    )
    func narrowRole(status: Int) async throws {
        let faults = #""faults": [{ "on": "GET /accounts/", "answer": "status", "status": \#(status) }]"#
        try await SimulatedService.serve(try .evening(faults)) { service in
            let result = try await service.framectl("doctor")
            #expect(result.status == 0, "\(result.output)")
            #expect(result.output.contains("the service accepts the client id and the secret"))
            #expect(result.output.contains("the credential cannot list accounts (\(status))"))
            #expect(result.output.contains("14 in production pools"))
            #expect(!result.output.contains("FAIL"))
            // Without an account there is nobody's word to take.
            let none = try await service.framectl("doctor", changing: ["FRAME_ACCOUNT_ID": nil])
            #expect(none.status == (status == 403 ? 77 : 69))
            #expect(none.output.contains("FAIL  credential"))
        }
    }

    @Test("doctor ends with the status of what is wrong")
    func doctorFails() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let result3 = try await service.framectl("doctor", changing: ["FRAME_CLIENT_SECRET": "wrong"])
            #expect(result3.status == 77)
            let other = "ffffffff-0000-4000-8000-000000000000"
            let result4 = try await service.framectl("doctor", "--account", other)
            #expect(result4.status == 64)
        }
    }

    @Test("api prints the answer of a signed GET as it came")
    func api() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let result = try await service.framectl("api", "GET", "/accounts/\(service.account)/pools")
            #expect(result.status == 0)
            let pools = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]]
            #expect(pools?.count == 5)
        }
    }

    @Test(
        "api never leaves the configured host",
        arguments: ["https://example.com/x", "//example.com/x", "/../x", "/a b"]
    )
    func apiStays(path: String) async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let result = try await service.framectl("api", "GET", path)
            #expect(result.status == 64)
            #expect(service.controlPlane.history.isEmpty)
        }
    }

    @Test(
        "--version and --help answer with unusable settings and no home, and touch no network",
        arguments: [
            ["--version"], ["--help"], ["help", "close"], ["close", "--help"], ["simulate", "--help"], ["pools"],
        ]
    )
    func help(arguments: [String]) async throws {
        let server = try CannedServer { _ in "" }
        defer { server.stop() }
        let result = try await ChildProcess.run(
            Framectl.path,
            arguments,
            environment: [
                "FRAME_API_URL": server.url, "FRAME_ACCOUNT_ID": "x", "HOME": "/nowhere",
                "FRAME_CLIENT_SECRET_FILE": "/",
            ],
            input: nil,
            limit: .patience
        )
        #expect(result.status == 0)
        #expect(!result.output.isEmpty)
        #expect(result.talk.isEmpty)
        #expect(server.seen.isEmpty)
    }
}
