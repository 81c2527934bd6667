import Foundation
import Glibc
import Testing

/// A run that is killed when 18 of 57 DELETEs have had their answer, and resumed against a service that lists as if all had.
@Suite("Closed means gone: a run that is resumed")
struct ResumedRunTests {
    private static let answered = 18

    private func resume(
        _ listing: Lie?,
        closes: Bool,
        _ options: String...
    ) async throws -> (LyingService, FramectlResult) {
        var lies = Lies()
        listing?.tell(&lies)
        lies.closes = { _ in closes }
        // The one after those has no answer as long as the first process lives.
        let dead = Gate()
        lies.delete = { scene in
            if scene.deletes == Self.answered + 1 { await dead.wait() }
            return scene.truth
        }
        return try await LyingService.serve(AccountTruth(targets: 57, bystanders: 3), lies) { service in
            try await StateHome.with { home in
                let tool = try BackgroundFramectl(
                    ["close", "--yes", "--concurrency", "1"],
                    environment: service.environment.merging(["XDG_STATE_HOME": home.path]) { $1 }
                )
                try await eventually("a DELETE hangs") { service.deletes.count == Self.answered + 1 }
                tool.send(SIGKILL)
                #expect(try await tool.end() == 128 + SIGKILL)
                dead.open()
                let arguments = ["runs", "resume", "--output", "json", "--deadline", "4s"] + options
                return (service, try await service.framectl(arguments, home: home))
            }
        }
    }

    @Test(
        "sessions of which hardly any was sent a DELETE are not gone because a listing does not show them",
        arguments: [
            ListingLies.once("targets dropped", ListingLies.dropped),
            ListingLies.lasting(.milliseconds(500), "an empty listing", ListingLies.nothing),
            ListingLies.forEver("targets dropped", ListingLies.dropped),
        ]
    )
    func dropped(lie: Lie) async throws {
        let (service, result) = try await resume(lie, closes: false)
        let report = try service.expect(result, status: 3, .stuck, .unverified, .failed, .notStarted)
        #expect(report.sessions.allSatisfy { !$0.outcome.isGone })
    }

    @Test("where nobody lies the rest is closed", arguments: ["sample", "each"])
    func honest(verify: String) async throws {
        let (service, result) = try await resume(nil, closes: true, "--verify", verify)
        try service.expect(result, status: 0, .closed)
    }
}
