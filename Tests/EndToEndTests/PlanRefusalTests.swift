import Foundation
import FrameSimulator
import Testing

@Suite("A saved plan that does not fit is refused")
struct PlanRefusalTests {
    @Test("a plan that was altered, or that is none: 5, and nothing is sent")
    func altered() async throws {
        try await SavedPlan.with(try .evening()) { service, plan in
            _ = try await plan.shell(
                "sed s/Stairs/Steps/ plan.json > named.json; head -c 900 plan.json > cut.json; echo >> empty.json"
            )
            let requests = service.controlPlane.history.count
            for name in ["named.json", "cut.json", "empty.json"] {
                let path = URL(filePath: plan.path).deletingLastPathComponent().appending(path: name).path
                try await plan.expectRefusal([path, "--yes"], names: "is not as it was saved", "framectl plan -o")
            }
            try await plan.expectRefusal(
                [plan.path + "x", "--yes"],
                status: 64,
                names: "does not exist",
                plan.path + "x"
            )
            #expect(service.controlPlane.history.count == requests)
        }
    }

    @Test(
        "a plan that another program would read as another one: 5, though its digest is right, and nothing is sent",
        arguments: [
            // The last list of sessions counts for jq and Python, the first one for others.
            #"s/^  "sessions" : \[/  "sessions" : [],\n&/"#, #"s/"verdict":"close"/"verdict":"skip",&/"#,
            #"s/"verdict":"close"/&,"verdict":"skip"/"#,
            // Sandbox sessions would be closed under the eyes of a reader of “kinds”.
            #"s/^      "production"/&,\n      "sandbox"/"#, #"s/T[0-9:.]*Z",$/T24:00:00.000Z",/"#,
            #"s/"expires_at" : "..../"expires_at" : "10000/"#, #"s/:\([0-9][0-9]\)\.\([0-9]*\)Z/:60.\2Z/"#,
        ]
    )
    func readOtherwise(edit: String) async throws {
        try await SavedPlan.with(try .evening()) { service, plan in
            let requests = service.controlPlane.history.count
            let before = try Data(contentsOf: URL(filePath: plan.path))
            try await plan.forge(edit)
            #expect(try Data(contentsOf: URL(filePath: plan.path)) != before)
            try await plan.expectRefusal([plan.path, "--yes"], names: "is not as it was saved: ")
            #expect(service.controlPlane.history.count == requests)
        }
    }

    @Test("a plan of another digest than the one that was approved: 5, naming both; that very plan is carried out")
    func otherDigest() async throws {
        try await SavedPlan.with(try .evening()) { service, plan in
            let digest = try #require(try plan.document()["digest"] as? String)
            let requests = service.controlPlane.history.count
            try await plan.forge("s/close 14 sessions/close 14 sessions/; s/Contoso Evening/Contoso Morning/")
            let forged = try #require(try plan.document()["digest"] as? String)
            try await plan.expectRefusal([plan.path, "--yes", "--digest", digest], names: digest, forged)
            #expect(service.controlPlane.history.count == requests)
            let result = try await service.framectl("apply", plan.path, "--yes", "--digest", forged)
            #expect(result.status == 0, "\(result.talk)")
            #expect(service.deletes.count == 14)
        }
    }

    @Test("a plan whose time is over: 5, saying when")
    func expired() async throws {
        try await SavedPlan.with(try .evening()) { service, plan in
            try await plan.forge(#"s/"expires_at" : .*/"expires_at" : "2020-02-02T20:20:20.000Z",/"#)
            try await plan.expectRefusal([plan.path, "--yes"], names: "expired at 2020-02-02T20:20:20Z", "--valid-for")
        }
    }

    @Test("a plan of a later form: 5, in words of its own")
    func laterForm() async throws {
        try await SavedPlan.with(try .evening()) { service, plan in
            try await plan.forge("s|framectl.plan/1|framectl.plan/2|")
            try await plan.expectRefusal([plan.path, "--yes"], names: "framectl.plan/2", "reads framectl.plan/1")
        }
    }

    @Test("a plan of another account, service or credential: 5, naming both, and nothing is sent")
    func foreign() async throws {
        try await SavedPlan.with(try .evening()) { service, plan in
            let requests = service.controlPlane.history.count
            let account = "a0000000-0000-4000-8000-0000000000ff"
            try await plan.expectRefusal([plan.path, "--yes", "--account", account], names: account, service.account)
            let url = "http://127.0.0.1:\(service.port)/v2"
            try await plan.expectRefusal([plan.path, "--yes", "--api-url", url], names: url, "/v1")
            let client = "00000000-0000-4000-8000-0000000000e2.img.frame.nutanix.com"
            try await plan.expectRefusal(
                [plan.path, "--yes"],
                changing: [
                    "FRAME_CLIENT_ID": client, "FRAME_CLIENT_SECRET": "e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2",
                ],
                names: client,
                "0000000000e1"
            )
            #expect(service.controlPlane.history.count == requests)
        }
    }

    @Test("a pool of another kind than in the plan: 5, naming both kinds")
    func changedKind() async throws {
        var scenario = try Scenario.evening()
        scenario.accounts[0].pools[1].kind = .text("test")
        try await SavedPlan.with(scenario, options: ["--kind", "production", "--kind", "test"]) { service, plan in
            try await plan.forge(#"s/"kind" : "test"/"kind" : "production"/"#)
            try await plan.expectRefusal(
                [plan.path, "--yes", "--max-drift", "1000"],
                names: "pool “Stairs” (gateway-prod.Stairs) was of kind production in the plan and is of kind test now"
            )
        }
    }
}
