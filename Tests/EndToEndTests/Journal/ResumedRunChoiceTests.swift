import Foundation
import FrameSimulator
import Testing

@Suite("runs resume without a run")
struct ResumedRunChoiceTests {
    @Test("takes an older run that has something left when the newest has nothing")
    func older() async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery()) { service in
                let service = service.recording(in: home)
                #expect(try await service.framectl("close", "--yes", "--before", "false").status == 4)
                #expect(try await service.framectl("close", "--yes", "--session", "gateway-prod.visitor1").status == 0)
                #expect(service.deletes.count == 1)
                let resumed = try await service.framectl("runs", "resume")
                #expect(resumed.status == 0, "\(resumed.everything)")
                #expect(service.liveSessions == Scenario.galleryBystanders)
                #expect(try await home.list().map(\.state) == ["finished", "finished"])
                let end = try await service.framectl("runs", "resume")
                #expect(end.status == 0)
                #expect(end.output.hasPrefix("Nothing to resume"))
            }
        }
    }

    @Test("takes a run whose credential was refused")
    func refused() async throws {
        let fault =
            #""faults": [{ "on": "DELETE /accounts/*/sessions/*", "skip": 3, "times": 1, "answer": "status", "status": 401 }]"#
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery(fault)) { service in
                let service = service.recording(in: home)
                #expect(try await service.framectl("close", "--yes", "--concurrency", "1").status == 77)
                #expect(service.liveSessions.count > Scenario.galleryBystanders.count)
                let resumed = try await service.framectl("runs", "resume")
                #expect(resumed.status == 0, "\(resumed.everything)")
                #expect(service.liveSessions == Scenario.galleryBystanders)
            }
        }
    }

    @Test("is never 0 while something is left", arguments: ["text", "json"])
    func incomplete(format: String) async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery("\"stuck_percent\": 100")) { service in
                let service = service.recording(in: home)
                #expect(try await service.framectl("close", "--yes", "--deadline", "1s").status == 3)
                for _ in 1...2 {
                    let resumed = try await service.framectl("runs", "resume", "--deadline", "1s", "--output", format)
                    #expect(resumed.status == 3, "\(resumed.everything)")
                }
                #expect(try await home.list().count == 1)
            }
        }
    }

    @Test("is refused while a run of the account is alive, whatever older ones have left")
    func alive() async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery("\"latency_ms\": 150")) { service in
                let service = service.recording(in: home)
                #expect(try await service.framectl("close", "--yes", "--before", "false").status == 4)
                let tool = try service.start("close", "--yes", "--concurrency", "1")
                try await eventually("a DELETE") { !service.deletes.isEmpty }
                for account in [service.account, nil] {
                    let refused = try await service.framectl(
                        "runs",
                        "resume",
                        "--output",
                        "json",
                        changing: ["FRAME_ACCOUNT_ID": account]
                    )
                    #expect(refused.status == 4, "\(refused.everything)")
                    #expect(try refused.json()["code"] as? String == "run-alive")
                }
                #expect(try await tool.end() == 0)
            }
        }
    }
}
