import Foundation
import FrameSimulator
import Testing

@Suite("wait-empty")
struct WaitEmptyTests {
    @Test("ends with 0 when the last session in scope leaves while it waits, and sends nothing but GET")
    func empties() async throws {
        try await SimulatedService.serve(try .evening("\"closing_seconds\": 2")) { service in
            async let waiting = service.framectl(
                "wait-empty",
                "--ignore-unknown",
                "5",
                "--deadline",
                "4m",
                "--output",
                "json"
            )
            while !service.controlPlane.history.contains(where: { $0.path.hasSuffix("/active_sessions") }) {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(service.methods == ["GET"])
            let closed = try await service.framectl("close", "--yes")
            #expect(closed.status == 0)
            let result = try await waiting
            #expect(result.status == 0, "\(result.everything)")
            let document = try result.json()
            #expect(document["schema"] as? String == "framectl.wait/1")
            #expect(document["account"] as? String == service.account)
            #expect(document["empty"] as? Bool == true)
            #expect((document["sessions_left"] as? [Any])?.isEmpty == true)
            #expect(document["unknown"] as? Int == 5)
            #expect((document["verdict"] as? String)?.hasSuffix("pool or kind, and ignored: 5.") == true)
            #expect(result.talk.contains("14 sessions in scope left in 2 pools"))
            #expect(service.deletes.count == 14, "all of them by the close")
        }
    }

    @Test("ends with 3 at the deadline, and names what is left")
    func never() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let result = try await service.framectl("wait-empty", "--pool", "Stairs", "--deadline", "6s")
            #expect(result.status == 3)
            let verdict = try #require(result.output.split(separator: "\n").last)
            #expect(verdict.hasPrefix("Not empty after "))
            #expect(verdict.contains("2 sessions in scope left in 1 pool."))
            #expect(result.output.contains("gateway-prod.Stairs"))
            #expect(result.talk.contains("Waiting: 2 sessions in scope left in 1 pool, 5 s of at most 6s"))
            #expect(service.methods == ["GET"])
        }
    }

    @Test("never takes a listing that may be cut for complete")
    func cut() async throws {
        let fault = #""faults": [{ "on": "GET /accounts/*/active_sessions", "answer": "cut-listing", "entries": 25 }]"#
        try await SimulatedService.serve(try .evening(fault, sessions: 40)) { service in
            let result = try await service.framectl(
                "wait-empty",
                "--pool",
                "Stairs",
                "--deadline",
                "2s",
                "--output",
                "json"
            )
            #expect(result.status == 3)
            let document = try result.json()
            #expect(document["empty"] as? Bool == false)
            #expect((document["sessions_left"] as? [Any])?.isEmpty == true)
            #expect((document["verdict"] as? String)?.contains("the listing, of 25 sessions, may be truncated") == true)
        }
    }

    @Test("is nothing to wait for in an empty account")
    func nothing() async throws {
        try await SimulatedService.serve(try .builtIn("empty")) { service in
            let result = try await service.framectl("wait-empty", "--deadline", "0s")
            #expect(result.status == 0)
            #expect(result.output == "Empty: two listings in a row showed no session in scope.\n")
        }
    }

    @Test("ends at once when the credential is refused, the selection does not fit, or the account is not there")
    func refused() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let secret = try await service.framectl("wait-empty", changing: ["FRAME_CLIENT_SECRET": "wrong"])
            #expect(secret.status == 77)
            #expect(secret.talk.contains("client secret"))
            let pool = try await service.framectl("wait-empty", "--pool", "Cellar")
            #expect(pool.status == 64)
            let account = try await service.framectl("wait-empty", "--account", "ffffffff-0000-4000-8000-000000000000")
            #expect(account.status == 64)
            #expect(account.talk.contains("account “ffffffff-0000-4000-8000-000000000000” not found"))
        }
        try await SimulatedService.serve(try .withoutProduction()) { service in
            let result = try await service.framectl("wait-empty")
            #expect(result.status == 4)
        }
    }

    @Test("waits a failing service out, and ends with 69 when it fails to the end")
    func failing() async throws {
        let fault = #""faults": [{ "on": "GET /accounts/*/active_sessions", "times": 6, "answer": "html" }]"#
        try await SimulatedService.serve(try .evening(fault, sessions: 0)) { service in
            let result = try await service.framectl("wait-empty", "--pool", "Floor", "--ignore-unknown", "5")
            #expect(result.status == 0)
            #expect(result.talk.contains("A listing failed: "))
        }
        let lasting = #""faults": [{ "on": "GET /accounts/*/active_sessions", "answer": "html" }]"#
        try await SimulatedService.serve(try .evening(lasting)) { service in
            let result = try await service.framectl("wait-empty", "--deadline", "2s", "--output", "json")
            #expect(result.status == 69)
            #expect(try result.json()["exit_status"] as? Int == 69)
        }
    }

    @Test("ends with the first Ctrl-C: 130")
    func interrupted() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let terminal = try PseudoTerminal(["wait-empty"], environment: service.environment)
            try await terminal.wait(for: "14 sessions in scope left in 2 pools")
            terminal.type(PseudoTerminal.controlC)
            #expect(try await terminal.end() == 130)
            #expect(terminal.screen.contains("Interrupted. At the last listing: 14 sessions in scope left in 2 pools."))
            #expect(service.methods == ["GET"])
        }
    }
}
