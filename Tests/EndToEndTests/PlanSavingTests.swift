import Foundation
import FrameSimulator
import Testing

@Suite("A plan is saved")
struct PlanSavingTests {
    @Test("its digest is what the documented line of the shell computes, and what apply shows and the run keeps")
    func digest() async throws {
        try await SavedPlan.with(try .evening()) { service, plan in
            let sum = try await plan.shell("head -n -2 plan.json | sha256sum").prefix(64)
            let last = try await plan.shell("tail -n 2 plan.json")
            #expect(last == "  \"digest\" : \"sha256:\(sum)\"\n}\n")
            let result = try await service.framectl("apply", plan.path, "--yes", "--output", "jsonl")
            #expect(result.talk.contains("sha256:\(sum)"))
            #expect(result.output.prefix { $0 != "\n" }.contains("\"plan_digest\":\"sha256:\(sum)\""))
        }
    }

    @Test("its file is its owner's alone, holds no secret, and is what json prints")
    func file() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let path = try folder.write("older", to: "tonight.json")
            let result = try await service.framectl("plan", "--save", path, "--output", "json")
            #expect(result.status == 0)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text == result.output)
            #expect(!text.contains(service.environment["FRAME_CLIENT_SECRET", default: "?"]))
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["tonight.json"])
            #expect(result.talk.contains("Saved to \(path); valid until "))
            let digest = try #require(try result.json()["digest"] as? String)
            #expect(result.talk.contains("carry it out with: framectl apply \(path) --digest \(digest)\n"))
        }
    }

    @Test("the secret is not in the file when the service echoes it in a name")
    func canary() async throws {
        var scenario = try Scenario.evening()
        let secret = try #require(scenario.credentials.first).clientSecret
        scenario.accounts[0].pools[0].name = "Room \(secret)"
        try await SavedPlan.with(scenario) { service, plan in
            let text = try String(contentsOfFile: plan.path, encoding: .utf8)
            #expect(!text.contains(secret))
            #expect(text.contains("Room <redacted>"))
            let result = try await service.framectl("apply", plan.path, "--yes")
            #expect(result.status == 0, "\(result.talk)")
            #expect(!result.everything.contains(secret))
        }
    }

    @Test(
        "a plan is valid for as long as was asked",
        arguments: [([], 3_600), (["--valid-for", "168h"], 604_800)] as [([String], Double)]
    )
    func validity(options: [String], seconds: Double) async throws {
        try await SavedPlan.with(try .evening(), options: options) { _, plan in
            let document = try plan.document()
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            let listed = try Date(try #require(document["listed_at"] as? String), strategy: style)
            let expires = try Date(try #require(document["expires_at"] as? String), strategy: style)
            #expect(abs(expires.timeIntervalSince(listed) - seconds) < 0.01)
        }
    }

    @Test(
        "a file that cannot be written: 1, naming it, and no half of it",
        arguments: ["/nowhere/plan.json", "/dev/null"]
    )
    func notWritten(path: String) async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let result = try await service.framectl("plan", "-o", path, "--output", "json")
            #expect(result.status == 1)
            #expect(result.talk.contains("“\(path)” could not be written"))
            #expect(try result.json()["code"] as? String == "file-not-written")
        }
    }

    @Test(
        "wrong options: 64",
        arguments: [
            ["plan", "--valid-for", "0s"], ["plan", "--valid-for", "169h"], ["plan", "-o", ""], ["apply"],
            ["plan", "-o", "json"], ["plan", "-o", "-"], ["apply", "plan.json", "--digest", "4711"],
            ["apply", "plan.json", "--max-drift", "-1"], ["apply", "plan.json", "--concurrency", "0"],
        ]
    )
    func usage(arguments: [String]) async throws {
        let result = try await ChildProcess.run(
            Framectl.path,
            arguments,
            environment: [:],
            input: nil,
            limit: .patience
        )
        #expect(result.status == 64)
        #expect(result.talk.contains("Usage:"))
    }
}
