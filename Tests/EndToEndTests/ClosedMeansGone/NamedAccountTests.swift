import Testing

@Suite("The account that is named")
struct NamedAccountTests {
    @Test("does not exist, nor its listings: 64, with its id", arguments: ["close", "plan", "wait-empty"])
    func missing(command: String) async throws {
        let other = "ffffffff-0000-4000-8000-000000000000"
        try await LyingService.serve { service in
            let consent = command == "close" ? ["--yes"] : []
            let result = try await service.framectl([command, "--account", other] + consent)
            #expect(result.status == 64, "\(result.everything)")
            #expect(result.says(other))
            #expect(!result.says("run again"))
            #expect(service.deletes.isEmpty)
        }
    }

    @Test("by its name is the account of that name")
    func byName() async throws {
        try await LyingService.serve { service in
            let result = try await service.close("--account", AccountTruth.name, "--deadline", "6s")
            try service.expect(result, status: 0, .closed)
        }
    }

    @Test("by an id that differs from a visible one by case only: 64, with the right one")
    func byCase() async throws {
        try await LyingService.serve { service in
            let result = try await service.close("--account", AccountTruth.id.uppercased())
            #expect(result.status == 64, "\(result.everything)")
            #expect(result.says(AccountTruth.id))
            #expect(service.deletes.isEmpty)
        }
    }
}
