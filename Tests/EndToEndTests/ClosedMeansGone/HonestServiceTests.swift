import Testing

/// What two witnesses cost and what is said of them where nobody lies.
@Suite("Closed means gone: a service that tells the truth")
struct HonestServiceTests {
    private static let forms: [Lie] = [
        Lie("200 with the state closed") { _ in },
        Lie("200 with a state nobody has heard of") { lies in
            lies.single = { $0.isLive ? $0.truth : .json(#"{"id":"\#($0.session)","state":"Hibernated?"}"#) }
        },
        Lie("404 with JSON") { lies in lies.single = { $0.isLive ? $0.truth : .problem(404) } },
        Lie("410 with JSON") { lies in lies.single = { $0.isLive ? $0.truth : .problem(410) } },
        Lie("404 without a body") { lies in lies.single = { $0.isLive ? $0.truth : Reply(status: 404) } },
        Lie("a live state in capitals") { lies in
            lies.single = { $0.isLive ? .json(#"{"id":"\#($0.session)","state":"OPEN"}"#) : .problem(404) }
        },
    ]

    @Test("each session is confirmed by a listing and by itself, whatever form its end has", arguments: forms)
    func confirmed(form: Lie) async throws {
        var lies = Lies()
        form.tell(&lies)
        try await LyingService.serve(AccountTruth(), lies) { service in
            let report = try service.expect(try await service.close("--deadline", "6s"), status: 0, .closed)
            let evidence = try #require(report.evidence)
            #expect(evidence.listings >= 1)
            #expect(evidence.agreed == 12)
            #expect((12...15).contains(evidence.asked))
            #expect(report.doubtful == false)
            #expect(
                (1...3).contains(service.probed.count),
                "what the endpoint is worth is found out before the first DELETE"
            )
            #expect(Set(service.asked.dropFirst(service.probed.count)) == Set(service.targets))
            #expect(service.asked.count <= 15)
            #expect(service.deletes.count == 12)
        }
    }

    @Test("a session that is listed for a second after its DELETE is waited for")
    func slow() async throws {
        var lies = Lies()
        let rows = AccountTruth().sessions.map { Array($0.row.utf8) }
        lies.listing = { !$0.isBeforeDeletes && $0.sinceFirstAfterDelete < .seconds(1) ? .rows(rows) : $0.truth }
        lies.single = { $0.numberAfterDelete == 1 ? .json(#"{"id":"\#($0.session)","state":"open"}"#) : $0.truth }
        try await LyingService.serve(AccountTruth(), lies) { service in
            try service.expect(try await service.close("--deadline", "8s"), status: 0, .closed)
        }
    }

    @Test("a listing that is one second old is a witness")
    func young() async throws {
        var lies = Lies()
        lies.listing = { $0.truth.with(["Age": "1"]) }
        SingleSessionLies.always(SingleSessionLies.absent).tell(&lies)
        try await LyingService.serve(AccountTruth(), lies) { service in
            try service.expect(try await service.close("--deadline", "6s"), status: 0, .closed)
        }
    }

    @Test("a service whose clock is an hour off is believed all the same", arguments: [3_600.0, -3_600.0])
    func clock(secondsAgo: Double) async throws {
        var lies = Lies()
        lies.shiftClock(secondsAgo: secondsAgo)
        SingleSessionLies.always(SingleSessionLies.absent).tell(&lies)
        try await LyingService.serve(AccountTruth(), lies) { service in
            try service.expect(try await service.close("--deadline", "6s"), status: 0, .closed)
        }
    }

    @Test("a --after command that fails after a perfect close: 6, and not incomplete")
    func failingHook() async throws {
        try await LyingService.serve { service in
            let result = try await service.close("--deadline", "6s", "--after", "false")
            let report = try service.expect(result, status: 6, .closed)
            #expect(report.verdict?.contains("ncomplete") == false)
        }
    }
}
