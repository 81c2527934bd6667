import Testing

/// What somebody has to know who reads the verdict, and the verdict does not say.
@Suite("Closed means gone: beside the verdict")
struct BesideTheVerdictTests {
    private static let odd = #"{"id":null,"pool_id":"\#(AccountTruth.room)"}"#

    @Test("rows that cannot be judged are told when they came while sessions were closed", arguments: [true, false])
    func oddRows(areNew: Bool) async throws {
        var lies = Lies()
        lies.listing = { scene in
            let rows = scene.listed.map { Array($0.row.utf8) }
            return .rows(areNew && scene.isBeforeDeletes ? rows : rows + [Array(Self.odd.utf8)])
        }
        try await LyingService.serve(AccountTruth(), lies) { service in
            let result = try await service.close("--deadline", "8s")
            try service.expect(result, status: 0, .closed)
            #expect(try result.json()["unreadable"] as? Int == 1)
            #expect(result.talk.contains("Listed since then without a usable id or pool, and not closed: 1.") == areNew)
        }
    }

    @Test("--until-empty does not end well while one of them may be somebody who has joined")
    func untilEmpty() async throws {
        var lies = Lies()
        lies.listing = { scene in
            let rows = scene.listed.map { Array($0.row.utf8) }
            return .rows(scene.isBeforeDeletes ? rows : rows + [Array(Self.odd.utf8)])
        }
        try await LyingService.serve(AccountTruth(), lies) { service in
            let result = try await service.close("--until-empty", "--deadline", "4s")
            #expect(result.status == 3, "\(result.everything)")
            #expect(try result.json()["doubtful"] as? Bool == true)
        }
    }

    @Test("named sessions that the plan left out are told, beside others that were closed")
    func skippedThoughNamed() async throws {
        try await LyingService.serve(AccountTruth()) { service in
            let named = ["--session", "gateway-prod.seat1", "--session", "gateway-prod.bench1"]
            let result = try await service.framectl(["close", "--yes", "--deadline", "8s"] + named)
            #expect(result.status == 0, "\(result.everything)")
            #expect(service.deletes == ["gateway-prod.seat1"])
            #expect(
                result.everything.contains("Named, and not closed: gateway-prod.bench1 (pool kind is sandbox")
            )
        }
    }

    @Test("a run that left something is named before the next one on the account")
    func openRun() async throws {
        var lies = Lies()
        lies.closes = { _ in false }
        try await LyingService.serve(AccountTruth(), lies) { service in
            try await StateHome.with { home in
                let first = try await service.close("--deadline", "1s", home: home)
                #expect(first.status == 3)
                let run = try #require(try first.json()["run_id"] as? String)
                let second = try await service.close("--deadline", "1s", home: home)
                #expect(second.talk.contains("The last run on this account, \(run), left something open."))
            }
        }
    }

    @Test("the session that keeps the gate shut is named")
    func gate() async throws {
        var lies = Lies()
        lies.listing = { $0.number > 1 ? ListingLies.dropped($0) : $0.truth }
        try await LyingService.serve(AccountTruth(targets: 3), lies) { service in
            let document = try await service.framectl(["wait-empty", "--deadline", "3s", "--output", "json"])
            #expect(document.status == 3)
            #expect(try document.json()["unverified"] as? [String] == service.targets.sorted())
        }
    }

    @Test("sessions list says that a listing is partial")
    func partialList() async throws {
        var lies = Lies()
        lies.listing = { $0.truth.with(["X-Total-Count": "73"]) }
        try await LyingService.serve(AccountTruth(), lies) { service in
            let result = try await service.framectl(["sessions", "list", "--output", "json"])
            #expect(result.status == 0)
            #expect(result.talk.contains("not complete (X-Total-Count: 73)"))
        }
    }
}
