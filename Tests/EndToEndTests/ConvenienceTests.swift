import FrameSimulator
import Testing

@Suite("Small commands")
struct ConvenienceTests {
    @Test("completion prints what the parser's own option prints", arguments: ["bash", "zsh", "fish"])
    func completion(shell: String) async throws {
        let result = try await Framectl.run("completion", shell)
        #expect(result.status == 0)
        #expect(result.output == (try await Framectl.run("--generate-completion-script", shell).output))
    }

    @Test("completion of another shell is refused: 64")
    func otherShell() async throws {
        let result = try await Framectl.run("completion", "tcsh")
        #expect(result.status == 64)
        #expect(result.talk.contains("bash"))
    }

    @Test("version prints the version")
    func version() async throws {
        let result = try await Framectl.run("version")
        #expect(result.status == 0)
        #expect(result.output == (try await Framectl.run("--version").output))
    }

    @Test("sessions list --pool lists the sessions of one pool; a pool that does not exist is named: 64")
    func sessionsOfPool() async throws {
        try await SimulatedService.serve(try .gallery()) { service in
            let all = try await service.framectl("sessions", "list", "--output", "csv")
            let some = try await service.framectl("sessions", "list", "--pool", "halls", "--output", "csv")
            #expect(some.status == 0)
            let rows = some.output.split(whereSeparator: \.isNewline).dropFirst()
            #expect(rows.count == Scenario.galleryTargets.count)
            #expect(rows.allSatisfy { $0.contains("gateway-prod.Halls") })
            let count = some.output.split(whereSeparator: \.isNewline).count
            #expect(all.output.split(whereSeparator: \.isNewline).count > count)
            let none = try await service.framectl("sessions", "list", "--pool", "Hals")
            #expect(none.status == 64)
            #expect(none.talk.contains("Halls"))
        }
    }

    @Test("runs list shows exit statuses, and filters")
    func runs() async throws {
        try await RecordedEvenings.shared.copied { home, runs in
            let listed = try await home.runs("list")
            #expect(listed.output.contains("EXIT"))
            let newest = try await home.runs("list", "--limit", "1", "--since", "1d", "--output", "csv")
            #expect(newest.output.split(whereSeparator: \.isNewline).count == 2)
            #expect(newest.output.contains(try #require(runs.last)))
            let failed = try await home.runs("list", "--failed", "--output", "csv")
            #expect(failed.status == 0)
            #expect(failed.output.split(whereSeparator: \.isNewline).count == 1, "\(failed.output)")
        }
    }
}
