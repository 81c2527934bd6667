import Foundation
import FrameSimulator
import Testing

@Suite("A saved plan is carried out")
struct ApplyTests {
    @Test("exactly its sessions are closed")
    func applied() async throws {
        try await SavedPlan.with(try .evening()) { service, plan in
            let planned = try plan.ids("close")
            let before = service.liveSessions
            let result = try await service.framectl("apply", plan.path, "--yes", "--output", "json")
            #expect(result.status == 0, "\(result.talk)")
            #expect(planned.count == 14)
            #expect(before.subtracting(service.liveSessions) == planned)
            let totals = try #require(try result.json()["totals"] as? [String: Int])
            #expect(totals["closed"] == 14)
            #expect(result.talk.contains("to close 14 sessions in Contoso Evening, valid until "))
        }
    }

    @Test("the account is the plan's when none is set")
    func ownAccount() async throws {
        try await SavedPlan.with(try .evening()) { service, plan in
            let phrase = "close 14 sessions"
            let result = try await service.framectl(
                "apply",
                plan.path,
                "--confirm",
                phrase,
                changing: ["FRAME_ACCOUNT_ID": nil]
            )
            #expect(result.status == 0, "\(result.talk)")
            #expect(service.deletes.count == 14)
        }
    }

    @Test("no consent, or another one: 4")
    func consent() async throws {
        try await SavedPlan.with(try .evening()) { service, plan in
            try await plan.expectRefusal([plan.path], status: 4, names: "--confirm \"close 14 sessions\"")
            try await plan.expectRefusal(
                [plan.path, "--confirm", "close 13 sessions"],
                status: 4,
                names: "close 14 sessions"
            )
            try await plan.expectRefusal(
                [plan.path, "--yes", "--max-sessions", "9"],
                status: 4,
                names: "--max-sessions 14"
            )
        }
    }

    @Test("from standard input it needs --confirm or --yes: what is typed would be the plan")
    func standardInput() async throws {
        try await SavedPlan.with(try .evening()) { service, plan in
            let text = try String(contentsOfFile: plan.path, encoding: .utf8)
            let digest = try #require(try plan.document()["digest"] as? String)
            let silent = try await service.framectl("apply", "-", input: text)
            #expect(silent.status == 4)
            #expect(silent.talk.contains("the plan was read from standard input, so the confirmation cannot be typed"))
            #expect(silent.talk.contains("--confirm \"close 14 sessions\""))
            let altered = try await service.framectl("apply", "-", "--yes", input: text + "\n")
            #expect(altered.status == 5)
            #expect(altered.talk.contains("the plan on standard input is not as it was saved"))
            #expect(service.deletes.isEmpty)
            let result = try await service.framectl("apply", "-", "--yes", "--digest", digest, input: text)
            #expect(result.status == 0, "\(result.talk)")
            #expect(service.deletes.count == 14)
        }
    }

    @Test("plan show prints what is in the file, from a file and from standard input, and asks the service nothing")
    func shown() async throws {
        try await SavedPlan.with(try .evening()) { service, plan in
            let text = try String(contentsOfFile: plan.path, encoding: .utf8)
            let digest = try #require(try plan.document()["digest"] as? String)
            let requests = service.controlPlane.history.count
            for arguments in [[plan.path], ["-"]] {
                let json = try await service.framectl(
                    ["plan", "show"] + arguments + ["--output", "json"],
                    input: text
                )
                #expect(json.status == 0, "\(json.talk)")
                #expect(json.output == text)
                #expect(json.talk.hasPrefix("\(digest), valid until "))
                let shown = try await service.framectl(["plan", "show"] + arguments, input: text)
                #expect(shown.output.contains("\n\(digest), valid until "))
                #expect(shown.output.contains("14 sessions"))
            }
            #expect(service.controlPlane.history.count == requests)
        }
    }

    @Test("who joined meanwhile is named and not closed, and the phrase that was approved still serves")
    func joined() async throws {
        var scenario = try Scenario.evening()
        scenario.accounts[0].pools[0].arrivals = Arrivals(.atSeconds([0]), after: .firstDelete)
        try await SavedPlan.with(scenario) { service, plan in
            let planned = try plan.ids("close")
            let known = service.liveSessions
            let left = try #require(planned.min())
            let first = try await service.framectl("close", "--session", left, "--yes")
            #expect(first.status == 0, "\(first.talk)")
            let newcomer = service.liveSessions.subtracting(known)
            #expect(newcomer.count == 1)

            try await plan.expectRefusal(
                [plan.path, "--yes", "--max-drift", "14"],
                names: "1 of 14 planned sessions is gone, 1 new session: 15 % drift, more than 14 %",
                "--max-drift 15"
            )
            let result = try await service.framectl("apply", plan.path, "--confirm", "close 14 sessions")
            #expect(result.status == 3, "the newcomer remains: \(result.talk)")
            #expect(result.talk.contains("started after the plan was made"))
            #expect(service.deletes.count == 14)
            #expect(service.liveSessions.isSuperset(of: newcomer))
            #expect(service.liveSessions.isDisjoint(with: planned))
        }
    }

    @Test("an account that has changed too much: 5, saying how")
    func drifted() async throws {
        try await SavedPlan.with(try .evening()) { service, plan in
            let result = try await service.framectl("close", "--pool", "Floor", "--yes")
            #expect(result.status == 0)
            try await plan.expectRefusal(
                [plan.path, "--yes"],
                names: "12 of 14 planned sessions are gone: 86 % drift, more than 20 %",
                "--max-drift 86"
            )
            let rest = try await service.framectl("apply", plan.path, "--yes", "--max-drift", "86", "--output", "json")
            #expect(rest.status == 0, "\(rest.talk)")
            let totals = try #require(try rest.json()["totals"] as? [String: Int])
            #expect(totals["closed"] == 2)
            #expect(totals["already-gone"] == 12)
        }
    }
}
