import Testing

/// A service whose answer to a GET of one session settles nothing: then the second witness is another listing, two seconds later.
@Suite("Closed means gone: single sessions are no witness")
struct MissingWitnessTests {
    private static let briefly = ListingLies.lasting(.milliseconds(1_200), "targets dropped", ListingLies.dropped)

    private static let worthless: [Lie] =
        ([SingleSessionLies.absent] + SingleSessionLies.inconclusive).map(SingleSessionLies.always)
        + SingleSessionLies.inconclusive.map(SingleSessionLies.afterDeletes)

    private static let momentary: [Lie] =
        [
            ListingLies.lasting(.milliseconds(500), "an empty listing", ListingLies.nothing),
            ListingLies.once("rows with id null", ListingLies.odd[0].1),
        ] + ListingLies.cached.map(ListingLies.once)

    private static let worthlessForEver: [Lie] =
        [0, 4].map { ListingLies.odd[$0] }.map(ListingLies.forEver)
        + ListingLies.cached.map(ListingLies.forEver)

    @Test("a listing that drops the targets for a moment is not believed: every target is stuck", arguments: worthless)
    func dropped(single: Lie) async throws {
        let (service, result) = try await LyingService.close([single, Self.briefly], effect: .none, deadline: "4s")
        try service.expect(result, status: 3, .stuck)
    }

    @Test("two listings two seconds apart are enough: all are closed", arguments: worthless)
    func gone(single: Lie) async throws {
        let (service, result) = try await LyingService.close([single], effect: .closes, deadline: "8s")
        let report = try service.expect(result, status: 0, .closed)
        let evidence = try #require(report.evidence)
        #expect(evidence.listings >= 2)
        #expect(evidence.agreed == 0)
        let first = try #require(service.requests.last { $0.kind == .delete }).time
        let after = service.listings.filter { $0 > first }
        let (earliest, latest) = (try #require(after.first), try #require(after.last))
        #expect(latest - earliest >= .seconds(1.9), "the second witness is a listing that was taken later")
    }

    @Test("a listing that is wrong for a moment is not believed", arguments: momentary)
    func passing(lie: Lie) async throws {
        let single = SingleSessionLies.always(SingleSessionLies.absent)
        let (service, result) = try await LyingService.close([single, lie], effect: .none, deadline: "4s")
        try service.expect(result, status: 3, .stuck)
    }

    @Test("listings that are never a witness: unverified, gone or not", arguments: worthlessForEver, Effect.allCases)
    func never(lie: Lie, effect: Effect) async throws {
        // One session in scope is not closed by anything, and is what the listing is wrong about.
        var told = Lies()
        for lie in [SingleSessionLies.always(SingleSessionLies.absent), lie] { lie.tell(&told) }
        told.closes = { $0.session != "gateway-prod.seat1" && effect == .closes }
        try await LyingService.serve(AccountTruth(), told) { service in
            let result = try await service.close("--deadline", "4s")
            try service.expect(result, status: 3, .unverified)
        }
    }

    @Test("a listing from before the DELETEs is told by the clock of the service, whatever hour that shows")
    func cachedByAnotherClock() async throws {
        var lies = Lies()
        ListingLies.forEver("targets dropped", { ListingLies.dropped($0).dated(secondsAgo: 20) }).tell(&lies)
        SingleSessionLies.always(SingleSessionLies.absent).tell(&lies)
        lies.shiftClock(secondsAgo: -3_600)
        lies.closes = { _ in false }
        try await LyingService.serve(AccountTruth(), lies) { service in
            try service.expect(try await service.close("--deadline", "4s"), status: 3, .unverified)
        }
    }

    @Test("the endpoint says live to the end of sessions that are gone: nobody is called closed")
    func alwaysLive() async throws {
        var lies = Lies()
        lies.single = { .json(#"{"id":"\#($0.session)","state":"open"}"#) }
        try await LyingService.serve(AccountTruth(), lies) { service in
            let result = try await service.close("--deadline", "3s")
            try service.expect(result, status: 3, .stuck, .unverified)
        }
    }
}
