import Glibc
import Synchronization
import Testing

/// What a report says of each session when the run is interrupted in the middle: three DELETEs were accepted, the fourth is in flight.
@Suite("Closed means gone: an interrupted run")
struct InterruptedOutcomesTests {
    /// No DELETE has an effect, the fourth one fails, and nothing says afterwards what became of its session.
    private func interrupt(
        again: Bool,
        _ check: @escaping @Sendable (LyingService, StateHome, BackgroundFramectl, String) async throws -> Void
    ) async throws {
        let (gate, fourth) = (Gate(), Fourth())
        var lies = Lies()
        lies.closes = { _ in false }
        lies.delete = { scene in
            guard scene.deletes == 4 else { return scene.truth }
            fourth.session = scene.session
            await gate.wait()
            return .problem(500)
        }
        lies.listing = { scene in
            scene.rows { $0.id == fourth.session ? nil : Array($0.row.utf8) }
        }
        lies.single = { scene in
            scene.session == fourth.session ? .json(#"{"id":"gateway-prod.another","state":"closed"}"#) : scene.truth
        }
        try await LyingService.serve(AccountTruth(), lies) { service in
            try await StateHome.with { home in
                let tool = try BackgroundFramectl(
                    ["close", "--yes", "--concurrency", "1", "--output", "json"],
                    environment: service.environment.merging(["XDG_STATE_HOME": home.path]) { $1 }
                )
                try await eventually("the fourth DELETE is in flight") { service.deletes.count == 4 }
                tool.send(SIGINT)
                try await tool.wait(for: "Ctrl-C")
                if again { tool.send(SIGINT) } else { gate.open() }
                #expect(try await tool.end() == 130)
                gate.open()
                try await check(service, home, tool, fourth.session)
            }
        }
    }

    @Test("the first Ctrl-C: accepted and listed is closing, in flight and unanswered unverified, the rest not started")
    func first() async throws {
        try await interrupt(again: false) { service, _, tool, fourth in
            let result = FramectlResult(status: 130, output: tool.outputText, talk: tool.talkText, peakMemory: 0)
            let report = try service.expect(result, status: 130, .closing, .unverified, .notStarted)
            #expect(report.ids(.closing) == Set(service.deletes).subtracting([fourth]))
            #expect(report.ids(.unverified) == [fourth])
            #expect(report.totals[.notStarted] == 8)
            #expect(report.totals[.skipped] == 2, "the sandboxes, and nobody else")
        }
    }

    @Test("the second Ctrl-C: what is in the journal says the same of each, as far as it was known")
    func second() async throws {
        try await interrupt(again: true) { service, home, _, fourth in
            let run = try #require(try await home.list().first).runID
            let report = try await home.runs("show", run, "--output", "json").report()
            #expect(report[fourth] == .unverified)
            let accepted = Set(service.deletes).subtracting([fourth])
            #expect(Set(accepted.map { report[$0] }).isSubset(of: [.closing, .unverified]))
            #expect(report.ids(.notStarted) == Set(service.targets).subtracting(service.deletes))
        }
    }
}

/// The session of the fourth DELETE, once it has come.
private final class Fourth: Sendable {
    private let held = Mutex("")

    var session: String {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}
