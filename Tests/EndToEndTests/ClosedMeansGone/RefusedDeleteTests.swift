import Testing

/// A service that says no to DELETEs, and then lists as if it had carried them out.
@Suite("Closed means gone: DELETEs that are refused")
struct RefusedDeleteTests {
    private static let listings = [
        ListingLies.once("targets dropped", ListingLies.dropped),
        ListingLies.forEver("targets dropped", ListingLies.dropped),
    ]

    private func close(_ status: Int, _ listing: Lie?, closes: Bool) async throws -> (LyingService, FramectlResult) {
        var lies = Lies()
        listing?.tell(&lies)
        lies.delete = { _ in .problem(status) }
        lies.closes = { _ in closes }
        return try await LyingService.serve(AccountTruth(), lies) { ($0, try await $0.close("--deadline", "3s")) }
    }

    @Test("409, and the listing drops the targets: failed, and not already gone", arguments: listings)
    func conflict(listing: Lie) async throws {
        let (service, result) = try await close(409, listing, closes: false)
        try service.expect(result, status: 3, .failed)
    }

    @Test("404 or 500, and the listing drops the targets: not gone", arguments: [404, 500], listings)
    func ambiguous(status: Int, listing: Lie) async throws {
        let (service, result) = try await close(status, listing, closes: false)
        try service.expect(result, status: 3, .failed, .unverified)
    }

    @Test("and carried out all the same: gone, by the service's word not by ours", arguments: [409, 404])
    func carriedOut(status: Int) async throws {
        let (service, result) = try await close(status, nil, closes: true)
        try service.expect(result, status: 0, .alreadyGone)
    }

    @Test("with 500 and carried out all the same: closed")
    func carriedOutWithFault() async throws {
        let (service, result) = try await close(500, nil, closes: true)
        try service.expect(result, status: 0, .closed)
        #expect(service.deletes.count == 12)
    }

    @Test("404 to the first DELETE of a session that stays listed: the second one closes it")
    func second() async throws {
        var lies = Lies()
        lies.delete = { $0.number == 1 ? .problem(404) : $0.truth }
        lies.closes = { $0.number > 1 }
        try await LyingService.serve(AccountTruth(), lies) { service in
            try service.expect(try await service.close("--deadline", "8s"), status: 0, .closed)
            #expect(service.deletes.count == 24)
            for session in service.targets {
                let own = service.requests.indices.filter { index in
                    service.requests[index].kind == .delete && service.requests[index].session == session
                }
                let between = service.requests[try #require(own.first)..<(try #require(own.last))]
                #expect(
                    between.contains { $0.kind == .listing },
                    "\(session) is listed before it is sent another DELETE"
                )
            }
        }
    }

    @Test("one of 150, and the listing drops all: more are missing than were accepted, and each is asked for")
    func oneOfMany() async throws {
        let refused = "gateway-prod.seat77"
        var lies = Lies()
        ListingLies.forEver("targets dropped", ListingLies.dropped).tell(&lies)
        lies.delete = { $0.session == refused ? .problem(409) : $0.truth }
        lies.closes = { $0.session != refused }
        try await LyingService.serve(AccountTruth(targets: 150), lies) { service in
            let result = try await service.close("--deadline", "3s")
            let report = try service.expect(result, status: 3, .closed, .failed)
            #expect(report.ids(.failed) == [refused])
            #expect(Set(service.asked) == Set(service.targets))
        }
    }
}
