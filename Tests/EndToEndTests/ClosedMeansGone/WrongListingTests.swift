import Testing

/// A service whose listing is wrong after the DELETEs, while a GET of one session tells the truth.
@Suite("Closed means gone: a listing that is wrong about the targets")
struct WrongListingTests {
    private static let momentary: [Lie] =
        [
            ListingLies.once("targets dropped", ListingLies.dropped),
            ListingLies.once("an empty listing", ListingLies.nothing),
            ListingLies.lasting(.milliseconds(500), "an empty listing", ListingLies.nothing),
        ] + (ListingLies.odd + ListingLies.cached).map(ListingLies.once)

    private static let permanent: [Lie] =
        [
            ListingLies.forEver("targets dropped", ListingLies.dropped),
            ListingLies.forEver("an empty listing", ListingLies.nothing),
        ] + (ListingLies.odd + ListingLies.cached).map(ListingLies.forEver)

    @Test("for a moment, when no DELETE has an effect: every target is stuck", arguments: momentary)
    func passing(lie: Lie) async throws {
        let (service, result) = try await LyingService.close([lie], effect: .none, deadline: "3s")
        try service.expect(result, status: 3, .stuck)
        #expect(service.liveTargets.count == 12)
    }

    @Test("to the end, when no DELETE has an effect: no target is called gone", arguments: permanent)
    func lasting(lie: Lie) async throws {
        let (service, result) = try await LyingService.close([lie], effect: .none, deadline: "3s")
        try service.expect(result, status: 3, .stuck, .unverified)
    }

    @Test("holds nobody up when the DELETEs have an effect: all are closed", arguments: momentary + permanent)
    func effective(lie: Lie) async throws {
        let (service, result) = try await LyingService.close([lie], effect: .closes, deadline: "3s")
        let report = try service.expect(result, status: 0, .closed)
        #expect(service.deletes.count == 12, "each target is sent one DELETE")
        #expect(report.totals[.newcomer] == 0)
    }

    @Test("by a row that never becomes readable holds nobody up: the sessions are asked for one by one")
    func oddForEver() async throws {
        var lies = Lies()
        lies.listing = { scene in
            guard !scene.isBeforeDeletes else { return scene.truth }
            return scene.rows { Array(($0.id == "gateway-prod.bench1" ? #"{"id":null}"# : $0.row).utf8) }
        }
        try await LyingService.serve(AccountTruth(), lies) { service in
            let result = try await service.close("--deadline", "6s")
            try service.expect(result, status: 0, .closed)
        }
    }

    @Test("that shows ended sessions to the end: they are stuck, and not closed")
    func stale() async throws {
        var lies = Lies()
        let rows = AccountTruth().sessions.map { Array($0.row.utf8) }
        lies.listing = { _ in .rows(rows) }
        try await LyingService.serve(AccountTruth(), lies) { service in
            let result = try await service.close("--deadline", "2s")
            try service.expect(result, status: 3, .stuck)
        }
    }
}
