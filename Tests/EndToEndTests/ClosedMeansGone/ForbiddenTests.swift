import Testing

/// 403 is one session's matter until a listing or a row of them says that it is the credential's.
@Suite("DELETEs that are forbidden")
struct ForbiddenTests {
    private static let guarded = "gateway-prod.seat23"

    /// One DELETE of sixty is forbidden.
    private static var one: Lies {
        var lies = Lies()
        lies.delete = { $0.session == guarded ? .problem(403) : $0.truth }
        lies.closes = { $0.session != guarded }
        return lies
    }

    @Test("one of sixty: it failed, all others are closed", arguments: ["1", "16"])
    func single(concurrency: String) async throws {
        try await LyingService.serve(AccountTruth(targets: 61), Self.one) { service in
            let result = try await service.close("--concurrency", concurrency, "--deadline", "4s")
            let report = try service.expect(result, status: 3, .closed, .failed)
            #expect(report.ids(.failed) == [Self.guarded])
        }
    }

    @Test("one of sixty, and the run resumed: not 0 as long as that session is live")
    func resumed() async throws {
        try await LyingService.serve(AccountTruth(targets: 61), Self.one) { service in
            try await StateHome.with { home in
                #expect(try await service.close("--deadline", "2s", home: home).status == 3)
                let result = try await service.framectl(["runs", "resume", "--deadline", "2s"], home: home)
                #expect(result.status == 3, "\(result.everything)")
            }
        }
    }

    @Test("all, while listings are answered: 77 after three in a row")
    func everyDelete() async throws {
        var lies = Lies()
        lies.delete = { _ in .problem(403) }
        lies.closes = { _ in false }
        try await LyingService.serve(AccountTruth(targets: 61), lies) { service in
            let result = try await service.close("--concurrency", "1", "--deadline", "3s")
            try service.expect(result, status: 77, .failed, .notStarted)
            #expect(service.deletes.count <= 3)
        }
    }

    @Test("all, and listings too from then on: 77 after a few")
    func everything() async throws {
        var lies = Lies()
        lies.delete = { _ in .problem(403) }
        lies.closes = { _ in false }
        lies.listing = { $0.isBeforeDeletes ? $0.truth : .problem(403) }
        try await LyingService.serve(AccountTruth(targets: 61), lies) { service in
            let result = try await service.close("--concurrency", "1", "--deadline", "3s")
            try service.expect(result, status: 77, .failed, .unverified, .notStarted)
            #expect(service.deletes.count <= 3)
        }
    }

    @Test("with Retry-After: the run slows down, no session is charged for it, and all are closed")
    func limited() async throws {
        var lies = Lies()
        lies.delete = { scene in
            (3...5).contains(scene.deletes) ? .problem(403).with(["Retry-After": "1"]) : scene.truth
        }
        lies.closes = { !(3...5).contains($0.deletes) }
        try await LyingService.serve(AccountTruth(), lies) { service in
            let report = try service.expect(try await service.close("--deadline", "8s"), status: 0, .closed)
            #expect(report.sessions.allSatisfy { $0.attempts <= 1 })
            #expect(service.deletes.count == 15)
        }
    }
}
