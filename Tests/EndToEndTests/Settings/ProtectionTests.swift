import Foundation
import FrameSimulator
import Testing

@Suite("What a profile protects")
struct ProtectionTests {
    private func expectRefusal(
        _ protect: String,
        _ arguments: [String] = ["close", "--yes"],
        status: Int32 = 4,
        names words: String...,
        location: SourceLocation = #_sourceLocation
    ) async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("training", adding: "protect:\n  \(protect)\n")
            let result = try await ChildProcess.run(
                Framectl.path,
                arguments,
                environment: ["HOME": home.path],
                input: nil,
                limit: .patience
            )
            #expect(result.status == status, "\(result.everything)", sourceLocation: location)
            for word in words {
                #expect(result.talk.contains(word), "\(result.talk) names \(word)", sourceLocation: location)
            }
            #expect(home.service.methods == ["GET"], sourceLocation: location)
        }
    }

    private static func session(_ text: String) throws -> ScenarioSession {
        try JSONDecoder().decode(ScenarioSession.self, from: Data(text.utf8))
    }

    @Test("a pool is not closed, whatever the flags say, and the plan, the report and the record say why")
    func pool() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("training", adding: "protect:\n  pools: [Stairs]\n")
            let plan = try await home.framectl("plan")
            #expect(plan.output.contains("2  protected by profile training: its pool"))
            let named = try await home.framectl("close", "--yes", "--pool", "Stairs", "--kind", "production")
            #expect(named.status == 0)
            #expect(home.service.deletes.isEmpty)
            let closed = try await home.framectl("close", "--yes", "--output", "json")
            #expect(closed.status == 0, "\(closed.talk)")
            #expect(home.service.deletes.count == 12)
            let report = try closed.json()
            #expect((report["totals"] as? [String: Int])?["closed"] == 12)
            let sessions = try #require(report["sessions"] as? [[String: Any]])
            let spared = sessions.filter { $0["pool_id"] as? String == "gateway-prod.Stairs" }
            #expect(spared.count == 2)
            #expect(spared.allSatisfy { $0["reason"] as? String == "protected by profile training: its pool" })
            #expect(home.service.liveSessions.isSuperset(of: spared.compactMap { $0["id"] as? String }))
            #expect(try await home.framectl("runs", "export").output.contains(#""by":"profile training""#))
            // The gate before machines are taken down waits for those who are protected.
            let wait = try await home.framectl("wait-empty", "--deadline", "0s")
            #expect(wait.status == 3)
        }
    }

    @Test("a pool that was protected when a plan was saved is not closed by it, nor one that is by now")
    func savedPlan() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("strict", adding: "protect:\n  pools: [Stairs]\n")
            try await home.profile("open")
            let file = home.path + "/plan.json"
            #expect(try await home.framectl("plan", "-o", file, "--profile", "strict").status == 0)
            let applied = try await home.framectl("apply", file, "--yes", "--profile", "open", "--output", "json")
            // Two are in scope of the plan's selection, were it not for the profile that it was made with.
            #expect(applied.status == 0, "\(applied.everything)")
            #expect(home.service.deletes.count == 12)
        }
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("strict", adding: "protect:\n  pools: [Stairs]\n")
            try await home.profile("open")
            let file = home.path + "/plan.json"
            #expect(try await home.framectl("plan", "-o", file, "--profile", "open").status == 0)
            let applied = try await home.framectl("apply", file, "--yes", "--profile", "strict")
            #expect(applied.status == 0, "\(applied.everything)")
            #expect(home.service.deletes.count == 12)
            #expect(applied.talk.contains("protected by profile strict: its pool"))
        }
    }

    @Test("a protected pool that the account does not list is refused: 78")
    func misspelt() async throws {
        try await expectRefusal("pools: [Stars]", status: 78, names: "“Stars”", "training.yaml", "Stairs")
    }

    @Test("a user is not closed, and where the service names no users nobody is: 4")
    func users() async throws {
        var scenario = try Scenario.evening()
        scenario.accounts[0].sessions = [
            try Self.session(#"{ "id": "s1", "pool_id": "gateway-prod.Floor", "user": "Ada@example.com" }"#)
        ]
        try await ProfileHome.with(scenario) { home in
            try await home.profile("training", adding: "protect:\n  users: [ada@example.com]\n")
            let closed = try await home.framectl("close", "--yes")
            #expect(closed.status == 0, "\(closed.talk)")
            #expect(closed.talk.contains("protected by profile training: its user"))
            #expect(home.service.deletes.count == 14)
            #expect(home.service.liveSessions.contains("s1"))
        }
        scenario.accounts[0].sessions = [
            try Self.session(#"{ "id": "s1", "pool_id": "gateway-prod.Floor", "leave_out": ["user"] }"#)
        ]
        try await ProfileHome.with(scenario) { home in
            try await home.profile("training", adding: "protect:\n  users: [ada@example.com]\n")
            let refused = try await home.framectl("close", "--yes")
            #expect(refused.status == 4)
            #expect(refused.talk.contains("names no user for 1 of 15 sessions in scope"))
            #expect(home.service.methods == ["GET"])
        }
    }

    @Test("read_only: nothing acts, and everything is read")
    func readOnly() async throws {
        let keys = ["profile training", "protect.read_only"]
        try await expectRefusal("read_only: true", names: keys[0], keys[1])
        try await expectRefusal(
            "read_only: true",
            ["api", "DELETE", "/accounts/x/sessions/y", "--yes"],
            names: keys[1]
        )
        try await expectRefusal("read_only: true", ["api", "POST", "/accounts/x/publish", "--yes"], names: keys[1])
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("training", adding: "protect:\n  read_only: true\n")
            for arguments in [
                ["plan"], ["doctor"], ["pools", "list"], ["sessions", "list"], ["api", "GET", "/accounts/"],
            ] {
                let result = try await home.shell("framectl \(arguments.joined(separator: " "))")
                #expect(result.status == 0, "\(result.talk)")
            }
        }
    }

    @Test("hours: outside of them nothing is closed, and it is said when it is allowed")
    func hours() async throws {
        // Some hour of the day that is not now, whenever that is.
        let now = Calendar(identifier: .gregorian).dateComponents(in: .gmt, from: Date())
        let hour = ((now.hour ?? 0) + 12) % 24
        let text = String(format: "%02d:00-%02d:59", hour, hour)
        try await expectRefusal(
            "hours: \(text)\n  timezone: UTC",
            names: "protect.hours",
            "closes \(text) GMT only",
            String(format: "allowed again from %02d:00 GMT", hour)
        )
    }

    @Test("a reason, and a saved plan, are required")
    func required() async throws {
        try await expectRefusal("require_reason: true", names: "protect.require_reason", "--reason")
        try await expectRefusal(
            "require_plan: true",
            names: "protect.require_plan",
            "framectl plan -o",
            "framectl apply"
        )
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("training", adding: "protect:\n  require_plan: true\n  require_reason: true\n")
            let file = home.path + "/plan.json"
            #expect(try await home.framectl("plan", "-o", file).status == 0)
            #expect(try await home.framectl("apply", file, "--yes").status == 4)
            let applied = try await home.framectl("apply", file, "--yes", "--reason", "CHG-1")
            #expect(applied.status == 0, "\(applied.talk)")
            #expect(home.service.deletes.count == 14)
        }
    }

    @Test("a ceiling of sessions that no flag raises, and any flag lowers")
    func maxSessions() async throws {
        let ceiling = "the limit of 13 that profile training sets (protect.max_sessions)"
        try await expectRefusal("max_sessions: 13", ["close", "--yes", "--max-sessions", "5000"], names: ceiling)
        try await expectRefusal(
            "max_sessions: 13",
            ["close", "--yes", "--max-sessions", "5"],
            names: "the limit of 5\n"
        )
    }

    @Test("anything: a request of one's own that acts is refused, for nobody can judge it")
    func rawRequest() async throws {
        try await expectRefusal(
            "max_sessions: 13",
            ["api", "DELETE", "/accounts/x/sessions/y", "--yes"],
            names: "profile training protects sessions",
            "Nothing was sent"
        )
    }

    @Test("by a project's file holds besides, whichever profile is chosen")
    func project() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("training")
            try home.write("protect:\n  pools: [Floor]\n", to: "work/.framectl.yaml")
            let closed = try await home.shell("cd work && framectl close --yes --profile training")
            #expect(closed.status == 0, "\(closed.talk)")
            #expect(closed.talk.contains("/work/.framectl.yaml: its pool"))
            #expect(home.service.deletes.count == 2)
        }
    }
}
