import Foundation
import FrameSimulator
import Glibc
import Testing

@Suite("A run that is killed")
struct KilledRunTests {
    private static let pace = ["--concurrency", "3", "--deadline", "30s"]

    @Test(
        "goes on where its record ends: everybody agreed to is closed, nobody else, and each DELETE was announced",
        arguments: KillPlan.all(seed: 20_261_120)
    )
    func killed(plan: KillPlan) async throws {
        let executioner = Executioner()
        let scenario = try Scenario.gallery(
            #""closing_seconds": { "min": 0, "max": 0.12 }, "latency_ms": { "min": 0, "max": 12 }"#
        )
        try await StateHome.with { home in
            try await SimulatedService.serve(scenario, onRequest: { executioner.requestCame() }) { service in
                let service = service.recording(in: home)
                let close = ["close", "--yes", "--output", "jsonl"] + Self.pace
                let status = try await Self.run(close, service, home, at: plan.first, of: executioner)
                if plan.isCertain { #expect(status == 128 + SIGKILL, "the point lies inside the run") }
                if let second = plan.second {
                    _ = try await Self.run(["runs", "resume"] + Self.pace, service, home, at: second, of: executioner)
                }
                let end = try await Self.resume(service)
                if Self.hasNothing(end), try await !Self.hasPlan(home) {
                    #expect(service.deletes.isEmpty, "nothing is sent before the plan is durable")
                    #expect(try await service.framectl("close", "--yes").status == 0)
                }
                try await Self.expectTruth(service, home)
            }
        }
    }

    /// Runs the tool to its end, or to the point at which it is killed.
    private static func run(
        _ arguments: [String],
        _ service: SimulatedService,
        _ home: StateHome,
        at point: KillPoint,
        of executioner: Executioner
    ) async throws -> Int32 {
        executioner.expect(point)
        let tool = try BackgroundFramectl(arguments, environment: service.environment) { executioner.outputCame($0) }
        executioner.watch(tool.process, record: home.journal)
        return try await tool.end { executioner.rest() }
    }

    /// Whether there is nothing to resume: also where it was killed before there was a journal.
    private static func hasNothing(_ end: FramectlResult) -> Bool {
        end.output.hasPrefix("Nothing to resume") || end.status == 64 && end.talk.contains("no journal was found")
    }

    private static func hasPlan(_ home: StateHome) async throws -> Bool {
        try await home.list().contains { $0.targets != nil }
    }

    /// Resumes until there is nothing left to do.
    private static func resume(_ service: SimulatedService) async throws -> FramectlResult {
        var end = try await service.framectl("runs", "resume")
        for _ in 0..<3 where end.status != 0 { end = try await service.framectl("runs", "resume") }
        #expect(end.status == 0 || hasNothing(end), "\(end.everything)")
        return end
    }

    /// What the record says, what the service saw, and what is left there agree.
    private static func expectTruth(_ service: SimulatedService, _ home: StateHome) async throws {
        #expect(service.liveSessions == Scenario.galleryBystanders)
        try await home.expectWhole()

        let runs = try await home.list().filter { $0.targets != nil }
        #expect(runs.count == 1)
        let run = try #require(runs.first)
        #expect(run.state == "finished")

        let events = try await home.events(of: run.runID)
        #expect(Set(events.targets) == Scenario.galleryTargets)
        let deletes = service.controlPlane.history.filter { $0.method == "DELETE" }
        #expect(Set(deletes.map { $0.session }) == Scenario.galleryTargets)
        let announced = try events.filter { $0.event == "closing" }.map { (session: $0.session, date: try $0.date) }
        for (index, delete) in deletes.enumerated() {
            let before = deletes[...index].count { $0.session == delete.session }
            // Events tell the time to the millisecond.
            let latest = delete.time.addingTimeInterval(0.001)
            let known = announced.count { $0.session == delete.session && $0.date <= latest }
            #expect(known >= before, "DELETE \(before) of \(delete.session) was announced")
        }

        let shown = try await home.runs("show", run.runID, "--output", "json").json()
        let totals = try #require(shown["totals"] as? [String: Int])
        #expect(totals["closed"] == Scenario.galleryTargets.count)
        #expect(totals.values.reduce(0, +) == Scenario.galleryTargets.count + Scenario.galleryBystanders.count)
        #expect(shown["exit_status"] as? Int == 0)
    }
}

extension KillPlan {
    /// Whether the first process cannot end before its point: every run has so many requests, and writes so much.
    fileprivate var isCertain: Bool {
        switch first {
        case .requests(let count): count <= 19
        case .output(let bytes): bytes < 5_000
        case .record(let bytes): bytes < 100_000
        case .microseconds: false
        }
    }
}

extension HistoryEntry {
    /// The last part of the path.
    var session: String { path.split(separator: "/").last.map(String.init) ?? "" }
}
