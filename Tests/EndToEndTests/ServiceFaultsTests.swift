import Foundation
import FrameSimulator
import Testing

/// What a service and the way to it can do to a run of the built binary, over real sockets.
@Suite("A close against a service in trouble")
struct ServiceFaultsTests {
    private static func onDelete(_ answer: String) -> String {
        #""faults": [{ "on": "DELETE /accounts/*/sessions/*", \#(answer) }]"#
    }

    /// Closes everything in scope, and gives back the report.
    private func close(
        _ behaviour: String,
        status: Int32,
        options: [String] = [],
        check: @escaping @Sendable (SimulatedService, [String: Any]) throws -> Void
    ) async throws {
        try await SimulatedService.serve(try .evening(behaviour)) { service in
            let result = try await ChildProcess.run(
                Framectl.path,
                ["close", "--yes", "--output", "json"] + options,
                environment: service.environment,
                input: nil,
                limit: .patience
            )
            #expect(result.status == status, "\(result.talk)")
            try check(service, try result.json())
        }
    }

    private static func outcomes(_ report: [String: Any]) throws -> [String: Int] {
        try #require(report["totals"] as? [String: Int])
    }

    @Test(
        "that says 429 in whatever words is waited for, and no session is charged for it",
        arguments: [
            #""retry_after": 1"#, #""retry_after": {"seconds": 1, "as": "date"}"#, #""retry_after": 0"#, "",
            #""retry_after": "soon, perhaps""#,
        ]
    )
    func throttled(retryAfter: String) async throws {
        let words = retryAfter.isEmpty ? "" : ", " + retryAfter
        let fault = Self.onDelete(#""skip": 2, "times": 2, "answer": "status", "status": 429\#(words)"#)
        try await close(fault, status: 0) { service, report in
            let closed = try Self.outcomes(report)["closed"]
            #expect(closed == 14)
            let sessions = try #require(report["sessions"] as? [[String: Any]])
            #expect(sessions.allSatisfy { ($0["attempts"] as? Int ?? 0) <= 1 })
            #expect(service.deletes.count == 16)
        }
    }

    @Test("that asks to wait longer than anybody would is given up: 3, and the rest is not started")
    func throttledForLong() async throws {
        let fault = Self.onDelete(#""skip": 5, "answer": "status", "status": 429, "retry_after": 86400"#)
        try await close(fault, status: 3, options: ["--deadline", "2s", "--concurrency", "1"]) { service, report in
            let totals = try Self.outcomes(report)
            // Listing would be asking, too: what was accepted is not confirmed closed.
            #expect(totals["unverified"] == 5)
            let verdict = try #require(report["verdict"] as? String)
            #expect(verdict.contains("the service asked to wait until after the deadline"))
            #expect(verdict.hasSuffix("0 closed, 5 unverified, 9 not started."))
            #expect(totals["not-started"] == 9)
            #expect(service.deletes.count == 6)
        }
    }

    @Test("that resets connections before or after the act, or hangs, has each lost answer looked up")
    func lost() async throws {
        for answer in ["drop-before", "drop-after", "cut-body"] {
            try await close(Self.onDelete(#""skip": 3, "times": 4, "answer": "\#(answer)""#), status: 0) { _, report in
                let closed = try Self.outcomes(report)["closed"]
                #expect(closed == 14, "\(answer)")
            }
        }
        try await close(Self.onDelete(#""skip": 3, "times": 1, "answer": "hang""#), status: 0) { service, report in
            let closed = try Self.outcomes(report)["closed"]
            #expect(closed == 14)
            #expect(service.deletes.count == 15)
        }
    }

    @Test(
        "that revokes the credential half way: 77, and a true report of what was closed before",
        arguments: [401, 403]
    )
    func revoked(status: Int) async throws {
        let fault = Self.onDelete(#""skip": 5, "answer": "status", "status": \#(status)"#)
        try await close(fault, status: 77, options: ["--concurrency", "1"]) { service, report in
            let totals = try Self.outcomes(report)
            // After a 401 no listing has a chance: what was accepted is not confirmed closed. Three 403 in a row are the credential's.
            let (outcome, refusals) = status == 403 ? ("closed", 3) : ("unverified", 1)
            #expect(totals[outcome] == 5)
            #expect(totals["failed"] == refusals)
            #expect(totals["not-started"] == 9 - refusals)
            #expect(service.deletes.count == 5 + refusals)
            let verdict = try #require(report["verdict"] as? String)
            #expect(verdict.hasPrefix("Stopped: the service refused the credential"))
        }
    }

    @Test("that refuses too many closes is stopped as asked: 3, naming them")
    func tooManyFailures() async throws {
        let fault = Self.onDelete(#""skip": 3, "answer": "status", "status": 409"#)
        let options = ["--max-failures", "1", "--concurrency", "1"]
        try await close(fault, status: 3, options: options) { service, report in
            let closed = try Self.outcomes(report)["closed"]
            #expect(closed == 3)
            let failed = try Self.outcomes(report)["failed"]
            #expect(failed == 2)
            #expect(service.deletes.count == 5)
            #expect((report["verdict"] as? String)?.contains("too many sessions failed") == true)
        }
    }

    @Test("that limits its rate is ridden just under it, by finding out or by --rate")
    func rate() async throws {
        let limit = #""rate_limit": {"per_second": 20, "retry_after": 1}"#
        try await close(limit, status: 0) { _, report in
            let closed = try Self.outcomes(report)["closed"]
            #expect(closed == 14)
        }
        try await close(limit, status: 0, options: ["--rate", "15"]) { service, report in
            let closed = try Self.outcomes(report)["closed"]
            #expect(closed == 14)
            #expect(!service.controlPlane.history.contains { $0.status == 429 })
        }
    }
}
