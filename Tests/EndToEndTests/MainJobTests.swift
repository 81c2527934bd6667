import Foundation
import FrameSimulator
import Testing

@Suite("The main job: framectl close against a control plane over real sockets")
struct MainJobTests {
    @Test("closes exactly the sessions of production pools, verifies it, and ends with 0")
    func closesProduction() async throws {
        try await SimulatedService.serve(try .evening("\"closing_seconds\": { \"min\": 0.05, \"max\": 0.4 }")) {
            service in
            let before = service.liveSessions
            let result = try await service.framectl("close", "--yes", "--output", "json")
            #expect(result.status == 0)

            let report = try result.json()
            let totals = try #require(report["totals"] as? [String: Int])
            #expect(totals["closed"] == 14)
            #expect(totals["skipped"] == 7)
            #expect(report["exit_status"] as? Int == 0)
            #expect(report["account"] as? String == service.account)

            let sessions = try #require(report["sessions"] as? [[String: Any]])
            let closed = Set(
                sessions.filter { $0["outcome"] as? String == "closed" }.compactMap { $0["id"] as? String }
            )
            #expect(closed == before.subtracting(service.liveSessions))
            #expect(service.deletes.count == 14)
        }
    }

    @Test("the last line for people is the verdict")
    func verdictIsLast() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let result = try await service.framectl("close", "--confirm", "close 14 sessions")
            #expect(result.status == 0)
            #expect(
                result.output.isEmpty && result.talk.hasSuffix("\nAll 14 sessions closed.\n"),
                "\(result.everything)"
            )
            #expect(!result.talk.contains("\u{1B}"), "no animation and no colour off a terminal")
        }
    }

    @Test("off a terminal a plain line now and then tells that the run is alive, and for how long it may wait")
    func heartbeat() async throws {
        try await SimulatedService.serve(try .evening("\"closing_seconds\": 7")) { service in
            let result = try await service.framectl("close", "--yes", "--deadline", "2m")
            #expect(result.status == 0)
            #expect(result.talk.contains(" s: 0 of 14 gone, 14 left. Waiting for 14 sessions to end, at most 1 m 5"))
            #expect(result.talk.contains("  gone by pool: Floor 0/12, Stairs 0/2\n"))
            #expect(
                result.talk.contains(
                    "POOL    CLOSED\nFloor       12\nStairs       2\nAll         14\nContoso Evening, run "
                )
            )
            #expect(!result.talk.contains("\u{1B}"))
        }
    }

    @Test("the events of jsonl begin with the plan, announce each DELETE before its answer, and end with the verdict")
    func events() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let result = try await service.framectl("close", "--yes", "--output", "jsonl")
            let events = try result.output.split(separator: "\n").map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
            #expect(events.map { $0["seq"] as? Int } == Array(1...events.count))
            #expect(events.first?["event"] as? String == "planned")
            #expect(events.last?["event"] as? String == "finished")
            #expect(events.last?["ending"] as? String == "complete")
            var announced: Set<String> = []
            for event in events {
                guard let session = event["session"] as? String else { continue }
                switch event["event"] as? String {
                case "closing": announced.insert(session)
                case "answered": #expect(announced.contains(session))
                default: break
                }
            }
            #expect(announced.count == 14)
        }
    }

    @Test("csv has a row for every session, those left alone included")
    func csv() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let result = try await service.framectl("close", "--yes", "--output", "csv")
            let rows = result.output.components(separatedBy: "\r\n").filter { !$0.isEmpty }
            #expect(rows.first == "session_id,pool_id,outcome,attempts,reason")
            #expect(rows.count == 1 + 14 + 7)
        }
    }

    @Test("an account with nothing to close ends with 0 and sends no DELETE")
    func nothingToClose() async throws {
        try await SimulatedService.serve(try .builtIn("empty")) { service in
            let result = try await service.framectl("close", "--output", "json")
            #expect(result.status == 0)
            let report = try result.json()
            #expect(report["verdict"] as? String == "Nothing to close.")
            #expect(service.methods == ["GET"])
        }
    }

    @Test("sessions that never leave are stuck, named, and the status is 3")
    func stuck() async throws {
        try await SimulatedService.serve(try .evening("\"stuck_percent\": 100", sessions: 3)) { service in
            let result = try await service.framectl("close", "--yes", "--deadline", "1s", "--output", "json")
            #expect(result.status == 3)
            let totals = try #require(try result.json()["totals"] as? [String: Int])
            #expect(totals["stuck"] == 5)
            #expect(totals["closed"] == 0)
        }
    }

    @Test("users who join after consent are named, left alone, and the status is 3")
    func newcomers() async throws {
        var scenario = try Scenario.evening("\"closing_seconds\": 0.5", sessions: 4)
        scenario.accounts[0].pools[0].arrivals = Arrivals(.atSeconds([0, 0.1]), after: .firstDelete)
        try await SimulatedService.serve(scenario) { service in
            let result = try await service.framectl("close", "--yes", "--output", "json")
            #expect(result.status == 3)
            let report = try result.json()
            let totals = try #require(report["totals"] as? [String: Int])
            #expect(totals["newcomer"] == 2)
            #expect(totals["closed"] == 6)
            #expect(service.deletes.count == 6)
        }
    }

    @Test("a DELETE that is turned away by 429 is sent again and costs no attempt")
    func throttled() async throws {
        let fault =
            #""faults": [{ "on": "DELETE /accounts/*/sessions/*", "times": 3, "answer": "status", "status": 429, "retry_after": 0 }]"#
        try await SimulatedService.serve(try .evening(fault)) { service in
            let result = try await service.framectl("close", "--yes", "--output", "json")
            #expect(result.status == 0)
            let sessions = try #require(try result.json()["sessions"] as? [[String: Any]])
            #expect(sessions.filter { $0["outcome"] as? String == "closed" }.allSatisfy { $0["attempts"] as? Int == 1 })
            #expect(service.deletes.count == 17)
        }
    }

    @Test(
        "a DELETE whose answer was lost is looked up before it is sent again",
        arguments: ["drop-before", "drop-after"]
    )
    func lostAnswers(fault: String) async throws {
        let fault = #""faults": [{ "on": "DELETE /accounts/*/sessions/*", "times": 3, "answer": "\#(fault)" }]"#
        try await SimulatedService.serve(try .evening(fault)) { service in
            let result = try await service.framectl("close", "--yes", "--output", "json")
            #expect(result.status == 0)
            let report = try result.json()
            #expect(report["exit_status"] as? Int == 0)
            let history = service.controlPlane.history
            for (index, entry) in history.enumerated() where entry.method == "DELETE" {
                let next = history[(index + 1)...].first { $0.path == entry.path && $0.method == "DELETE" }
                guard let next else { continue }
                let between = history.filter { $0.sequence > entry.sequence && $0.sequence < next.sequence }
                #expect(between.contains { $0.path.hasSuffix("/active_sessions") })
            }
        }
    }

    @Test("a report that cannot be written is told: 1, although everything was closed")
    func lostReport() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let result = try await ChildProcess.run(
                Framectl.path,
                ["close", "--yes", "--output", "json"],
                environment: service.environment,
                input: nil,
                output: "/dev/full",
                limit: .patience
            )
            #expect(result.status == 1)
            #expect(result.talk.contains("the output could not be written: No space left on device"))
            #expect(service.deletes.count == 14)
        }
    }

    @Test("a gateway that fails for a while is waited out", arguments: [502, 503, 504])
    func outage(status: Int) async throws {
        let fault =
            #""faults": [{ "on": "DELETE /accounts/*/sessions/*", "skip": 3, "times": 6, "answer": "status", "status": \#(status) }]"#
        try await SimulatedService.serve(try .evening(fault)) { service in
            let result = try await service.framectl("close", "--yes")
            #expect(result.status == 0)
            #expect(
                result.output.isEmpty && result.talk.hasSuffix("\nAll 14 sessions closed.\n"),
                "\(result.everything)"
            )
        }
    }

    @Test("a role that may only read ends with 77 and closes nothing")
    func auditor() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let result = try await service.framectl(
                "close",
                "--yes",
                "--output",
                "json",
                "--concurrency",
                "4",
                changing: [
                    "FRAME_CLIENT_ID": "00000000-0000-4000-8000-0000000000e2.img.frame.nutanix.com",
                    "FRAME_CLIENT_SECRET": "e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2",
                ]
            )
            #expect(result.status == 77)
            let totals = try #require(try result.json()["totals"] as? [String: Int])
            #expect(totals["closed"] == 0)
            // Three that were sent one after the other; the answer to one of each three may be late.
            #expect(service.deletes.count <= 12, "three in a row stop the run")
        }
    }
}
