import Testing

/// What an option is to exclude is excluded, or nothing is closed.
@Suite("--exclude-session of something that is not listed")
struct ExcludedSessionTests {
    @Test(
        "like a listed one but for case or composition, or malformed: 64, and nothing is closed",
        arguments: [
            "GATEWAY-PROD.SEAT1", "gateway-prod.cafe\u{301}", "\"gateway-prod.seat1\"", "gateway-prod.\u{200B}seat1",
        ]
    )
    func alike(word: String) async throws {
        var truth = AccountTruth()
        truth.sessions.append(.init("gateway-prod.caf\u{E9}", in: AccountTruth.room))
        try await LyingService.serve(truth) { service in
            let result = try await service.close("--exclude-session", word)
            #expect(result.status == 64, "\(result.everything)")
            #expect(service.deletes.isEmpty)
        }
    }

    @Test("and like none: it is said, and the run goes on")
    func absent() async throws {
        try await LyingService.serve { service in
            let result = try await service.close("--exclude-session", "gateway-prod.elsewhere", "--deadline", "6s")
            try service.expect(result, status: 0, .closed)
            #expect(result.talk.contains("gateway-prod.elsewhere"))
        }
    }

    @Test("a listed one is skipped")
    func listed() async throws {
        try await LyingService.serve { service in
            let result = try await service.close("--exclude-session", "gateway-prod.seat3", "--deadline", "6s")
            #expect(result.status == 0, "\(result.everything)")
            #expect(try result.report()["gateway-prod.seat3"] == .skipped)
            #expect(service.liveTargets == ["gateway-prod.seat3"])
        }
    }
}
