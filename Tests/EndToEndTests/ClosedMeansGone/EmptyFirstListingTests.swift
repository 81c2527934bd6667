import Testing

/// What the first listing does not show is not nothing.
@Suite("Closed means gone: a first listing without anything to close")
struct EmptyFirstListingTests {
    @Test("an empty one, once, by a fault: it is taken again, and everything is closed")
    func fault() async throws {
        var lies = Lies()
        lies.listing = { $0.number == 1 ? .rows([]) : $0.truth }
        try await LyingService.serve(AccountTruth(), lies) { service in
            try service.expect(try await service.close("--deadline", "6s"), status: 0, .closed)
        }
    }

    @Test("an empty account: it is listed twice, a second apart, and there is nothing to close")
    func empty() async throws {
        try await LyingService.serve(AccountTruth(targets: 0, bystanders: 0)) { service in
            let result = try await service.close()
            #expect(result.status == 0, "\(result.everything)")
            #expect(try result.report().sessions.isEmpty)
            let listings = service.listings
            try #require(listings.count >= 2)
            #expect(listings[1] - listings[0] >= .seconds(0.9))
        }
    }

    private static let marked: [Lie] = [
        Lie("X-Next-Page") { $0.listing = { $0.truth.with(["X-Next-Page": "2"]) } },
        Lie("X-Next-Token") { $0.listing = { $0.truth.with(["X-Next-Token": "YQ"]) } },
        Lie("X-Total-Count") { $0.listing = { $0.truth.with(["X-Total-Count": "57"]) } },
        Lie("Content-Range") { $0.listing = { $0.truth.with(["Content-Range": "items 0-15/57"]) } },
    ]

    @Test("one that says that it is not all: 3, and in doubt", arguments: marked, [[], ["--sweep", "1"]])
    func truncated(lie: Lie, options: [String]) async throws {
        var lies = Lies()
        lie.tell(&lies)
        try await LyingService.serve(AccountTruth(targets: 0, bystanders: 16), lies) { service in
            let arguments = ["close", "--yes", "--output", "json", "--deadline", "2s"] + options
            let result = try await service.framectl(arguments)
            #expect(result.status == 3, "\(result.everything)")
            let report = try result.report()
            #expect(report.doubtful == true)
            #expect(report.verdict?.contains("Nothing to close") == false)
            #expect(service.deletes.isEmpty)
        }
    }

    @Test("one of as many sessions as fit a page: 3, and in doubt", arguments: [[], ["--sweep", "1"]])
    func round(options: [String]) async throws {
        try await LyingService.serve(AccountTruth(targets: 0, bystanders: 25)) { service in
            let arguments = ["close", "--yes", "--output", "json", "--deadline", "2s"] + options
            let result = try await service.framectl(arguments)
            #expect(result.status == 3, "\(result.everything)")
            #expect(try result.report().doubtful == true)
        }
    }

    @Test("the count of a --confirm is of no concern when nothing is left to close: 0")
    func confirmed() async throws {
        try await LyingService.serve(AccountTruth(targets: 0)) { service in
            let result = try await service.framectl(["close", "--confirm", "close 58 sessions"])
            #expect(result.status == 0, "\(result.everything)")
            #expect(result.says("Nothing to close"))
        }
    }
}
