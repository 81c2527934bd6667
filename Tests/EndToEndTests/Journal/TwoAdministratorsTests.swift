import Foundation
import FrameSimulator
import Glibc
import Testing

@Suite("Two administrators at one account")
struct TwoAdministratorsTests {
    private static let slow = "\"latency_ms\": 150"

    @Test(
        "with one record: while a run is alive, another close and a resume are refused with 4, and ask the service nothing",
        arguments: [["close", "--yes"], ["runs", "resume", "THE RUN"]]
    )
    func sameRecord(second: [String]) async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery(Self.slow)) { service in
                let service = service.recording(in: home)
                let first = try service.start("close", "--yes", "--concurrency", "1")
                try await eventually("a DELETE") { !service.deletes.isEmpty }
                let run = try #require(try await home.list().first)
                #expect(run.state == "running")

                let other = service.with(Scenario.galleryCredentials(2))
                let arguments = second.map { $0 == "THE RUN" ? run.runID : $0 } + ["--output", "json"]
                let refused = try await ChildProcess.run(
                    Framectl.path,
                    arguments,
                    environment: other.environment,
                    input: nil,
                    limit: .patience
                )
                #expect(refused.status == 4)
                #expect(try refused.json()["code"] as? String == "run-alive")
                #expect(refused.talk.contains("process \(first.process) "))
                #expect(refused.talk.contains(run.runID))
                #expect(service.asked(by: 2).isEmpty)

                #expect(try await first.end() == 0)
                #expect(try await home.list().map(\.state) == ["finished"])
                try await home.expectWhole()
            }
        }
    }

    @Test("with one record: the claim of a run that was killed is taken over, and said so")
    func takenOver() async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery(Self.slow)) { service in
                let service = service.recording(in: home)
                let first = try service.start("close", "--yes", "--concurrency", "1")
                try await eventually("a DELETE") { service.deletes.count >= 3 }
                first.send(SIGKILL)
                try await first.end()
                let run = try #require(try await home.list().first)
                #expect(run.state == "aborted")

                let second = try await service.with(Scenario.galleryCredentials(2)).framectl("close", "--yes")
                #expect(second.status == 0)
                #expect(
                    second.talk.contains(
                        "The run \(run.runID) of process \(first.process) on this account was aborted."
                    )
                )
                #expect(service.liveSessions == Scenario.galleryBystanders)
                #expect(try await home.list().map(\.state) == ["aborted", "finished"])
                // The run that was cut off is settled as well: nobody is left, and it says who was gone without it.
                #expect(try await service.framectl("runs", "resume", run.runID).status == 0)
                let totals = try #require(
                    try await home.runs("show", run.runID, "--output", "json").json()["totals"] as? [String: Int]
                )
                #expect((totals["closed"] ?? 0) + (totals["already-gone"] ?? 0) == Scenario.galleryTargets.count)
                #expect((totals["already-gone"] ?? 0) > 0)
                try await home.expectWhole()
            }
        }
    }

    @Test(
        "with a record each: both reports are true, together they have closed everybody, and each DELETE is on record"
    )
    func recordsOfTheirOwn() async throws {
        let scenario = try Scenario.gallery(
            #""latency_ms": { "min": 5, "max": 60 }, "closing_seconds": { "min": 0, "max": 0.2 }"#
        )
        try await StateHome.with { one in
            try await StateHome.with { two in
                try await SimulatedService.serve(scenario) { service in
                    let homes = [one, two]
                    let start = { (number: Int) in
                        try service.recording(in: homes[number - 1]).with(Scenario.galleryCredentials(number))
                            .start("close", "--yes", "--concurrency", "2", "--output", "json")
                    }
                    // The first stands still until the second is in the midst of it as well.
                    let first = try start(1)
                    try await eventually("a DELETE of the first") { service.deletes(by: 1).count >= 2 }
                    first.send(SIGSTOP)
                    let second = try start(2)
                    try await eventually("a DELETE of the second") { service.deletes(by: 2).count >= 2 }
                    first.send(SIGCONT)
                    var closed: Set<String> = []
                    for (index, run) in [first, second].enumerated() {
                        #expect(try await run.end() == 0, "\(run.talkText)")
                        let outcomes = try Self.outcomes(run.outputText)
                        let events = try await homes[index].events()
                        #expect(Set(events.targets).isSubset(of: Scenario.galleryTargets))
                        #expect(events.targets.allSatisfy { ["closed", "already-gone"].contains(outcomes[$0]) })
                        closed.formUnion(outcomes.filter { $0.value == "closed" }.keys)

                        let sent = service.deletes(by: index + 1).map { $0.session }
                        #expect(Set(sent).isSubset(of: events.sessions("closing")))
                        try await homes[index].expectWhole()
                    }
                    #expect(closed == Scenario.galleryTargets)
                    #expect(service.liveSessions == Scenario.galleryBystanders)
                }
            }
        }
    }

    private static func outcomes(_ report: String) throws -> [String: String] {
        let value = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
        let sessions = try #require(value?["sessions"] as? [[String: Any]])
        return Dictionary(
            sessions.compactMap { session in
                (session["id"] as? String).flatMap { id in (session["outcome"] as? String).map { (id, $0) } }
            },
            uniquingKeysWith: { first, _ in first }
        )
    }
}

extension SimulatedService {
    /// The requests of one of the administrators of the gallery.
    fileprivate func asked(by administrator: Int) -> [HistoryEntry] {
        let id = Scenario.galleryCredentials(administrator)["FRAME_CLIENT_ID"] ?? ""
        return controlPlane.history.filter { $0.credential == .accepted(clientID: id) }
    }

    fileprivate func deletes(by administrator: Int) -> [HistoryEntry] {
        asked(by: administrator).filter { $0.method == "DELETE" }
    }
}
