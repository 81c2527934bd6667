import Testing

/// More sessions than are asked for one by one where all is well.
@Suite("Closed means gone: more than 64 sessions at once")
struct SamplingTests {
    @Test("64 of them speak for the rest, and the report says so")
    func sample() async throws {
        try await LyingService.serve(AccountTruth(targets: 150)) { service in
            let report = try service.expect(try await service.close("--deadline", "6s"), status: 0, .closed)
            #expect((1...3).contains(service.probed.count))
            let asked = service.asked.dropFirst(service.probed.count)
            #expect(asked.count == 64)
            #expect(Set(asked).count == 64)
            let evidence = try #require(report.evidence)
            #expect(evidence.agreed == 64)
            #expect((64...67).contains(evidence.asked))
        }
    }

    @Test("they are drawn, and not always the same")
    func drawn() async throws {
        let drawn = try await withThrowingTaskGroup(of: Set<String>.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    try await LyingService.serve(AccountTruth(targets: 150)) { service in
                        _ = try await service.close("--deadline", "6s")
                        return Set(service.asked.dropFirst(service.probed.count))
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(drawn[0] != drawn[1])
    }

    @Test("--verify each asks for all of them", arguments: ["close", "apply"])
    func each(command: String) async throws {
        try await LyingService.serve(AccountTruth(targets: 150)) { service in
            let options = ["--verify", "each", "--deadline", "6s"]
            let close = ["close", "--yes", "--output", "json"]
            let result =
                command == "apply"
                ? try await service.planned { try await $0.apply(options) }
                : try await service.framectl(close + options)
            let report = try service.expect(result, status: 0, .closed)
            #expect(Set(service.asked) == Set(service.targets))
            #expect(report.evidence?.agreed == 150)
        }
    }

    @Test("as soon as one of the sample is live, each is asked for: what is gone is told from what is not")
    func contradicted() async throws {
        let closing = Set(AccountTruth(targets: 150).targets.enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
        var lies = Lies()
        ListingLies.forEver("targets dropped", ListingLies.dropped).tell(&lies)
        lies.closes = { closing.contains($0.session) }
        try await LyingService.serve(AccountTruth(targets: 150), lies) { service in
            let result = try await service.close("--deadline", "4s")
            let report = try service.expect(result, status: 3, .closed, .stuck, .unverified)
            #expect(report.ids(.closed) == closing)
        }
    }
}
