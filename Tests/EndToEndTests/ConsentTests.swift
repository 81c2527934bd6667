import Foundation
import FrameSimulator
import Testing

@Suite("Nothing is closed without consent to what was shown")
struct ConsentTests {
    private func expectNothingClosed(
        _ arguments: [String],
        input: String? = nil,
        names words: String...,
        location: SourceLocation = #_sourceLocation
    ) async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let result = try await ChildProcess.run(
                Framectl.path,
                arguments,
                environment: service.environment,
                input: input,
                limit: .patience
            )
            #expect(result.status == 4, sourceLocation: location)
            for word in words {
                #expect(result.talk.contains(word), "\(result.talk) names \(word)", sourceLocation: location)
            }
            #expect(service.methods.isSubset(of: ["GET"]), sourceLocation: location)
        }
    }

    @Test("no terminal and no consent: 4, naming --yes and --confirm", arguments: ["text", "json", "jsonl", "csv"])
    func noTerminal(format: String) async throws {
        try await expectNothingClosed(
            ["close", "--output", format],
            input: "close 14 sessions in Contoso Evening\n",
            names: "--yes",
            "--confirm \"close 14 sessions\""
        )
    }

    @Test(
        "a phrase for another count or another account: 4",
        arguments: [
            "close 13 sessions", "close 14 sessions in Contoso", "yes", "", "close 14",
        ]
    )
    func stalePhrase(phrase: String) async throws {
        try await expectNothingClosed(["close", "--confirm", phrase], names: "close 14 sessions")
    }

    @Test("the refusal of a stale phrase shows the option to copy")
    func option() async throws {
        try await expectNothingClosed(
            ["close", "--confirm", "close 13 sessions"],
            names: "does not match the plan, which is to close 14 sessions",
            "--confirm \"close 14 sessions\""
        )
    }

    @Test("a phrase is no obstacle once everything is gone: 0, and nothing is sent")
    func nothingLeft() async throws {
        try await SimulatedService.serve(try .builtIn("empty")) { service in
            let result = try await service.framectl("close", "--confirm", "close 14 sessions")
            #expect(result.status == 0, "\(result.talk)")
            #expect(result.everything.contains("Nothing to close"))
            #expect(service.methods == ["GET"])
            let sweeping = try await service.framectl("close", "--confirm", "close 14 sessions", "--sweep", "1")
            #expect(sweeping.status == 4)
        }
    }

    @Test("a named pool of a kind that is not selected is not left out silently: 4, naming it and its kind")
    func otherKind() async throws {
        try await expectNothingClosed(
            ["close", "--yes", "--pool", "Floor", "--pool", "Sandbox"],
            names: "“Sandbox” (gateway-prod.Sandbox) is of kind sandbox",
            "--kind production --kind sandbox"
        )
    }

    @Test("an option given twice, or an id with its quotation marks: 64, and nothing is sent")
    func mistyped() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let id = try #require(service.liveSessions.min())
            for (arguments, words) in [
                (["--account", service.account, "--account", "x"], "several accounts"),
                (["--session", "\"\(id)\""], "quotation mark"), (["--exclude-session", "\(id)\u{200B}"], "U+200B"),
                (["--exclude-session", "-"], "only --session"), (["--deadline", "5"], "write 5s, 5m or 5h"),
            ] {
                let result = try await service.framectl(["close", "--yes"] + arguments)
                #expect(result.status == 64, "\(result.talk)")
                #expect(result.talk.lowercased().contains(words.lowercased()), "\(result.talk)")
            }
            let piped = try await service.framectl(["close", "--yes", "--session", "-"], input: "\(id)\nid,pool_id\n")
            #expect(piped.status == 64)
            #expect(piped.talk.contains("line 2 of standard input"))
            #expect(service.methods.isEmpty || service.methods == ["GET"])
            #expect(service.deletes.isEmpty)
            let marked = try await service.framectl(["close", "--yes", "--session", "-"], input: "\u{FEFF}\(id)\r\n")
            #expect(marked.status == 0, "\(marked.talk)")
            #expect(service.deletes.count == 1)
        }
    }

    @Test("--yes does not make up for a stale --confirm: 4")
    func confirmBeatsYes() async throws {
        try await expectNothingClosed(["close", "--yes", "--confirm", "close 1 session"], names: "close 14 sessions")
    }

    @Test("more sessions than the ceiling: 4, naming the flag")
    func overCeiling() async throws {
        try await expectNothingClosed(["close", "--yes", "--max-sessions", "13"], names: "--max-sessions 14")
        try await expectNothingClosed(["close", "--yes", "--max-percent", "50"], names: "--max-percent 67")
    }

    @Test("more than 1000 sessions by default: 4")
    func defaultCeiling() async throws {
        try await SimulatedService.serve(try .evening(sessions: 999)) { service in
            let result = try await service.framectl("close", "--yes")
            #expect(result.status == 4)
            #expect(result.talk.contains("--max-sessions 1001"))
            #expect(service.methods == ["GET"])
        }
    }

    @Test("a signed request that acts: 4 without --yes")
    func rawRequest() async throws {
        try await expectNothingClosed(
            ["api", "DELETE", "/accounts/\(Scenario.evening)/sessions/x"],
            names: "--yes",
            "nothing was sent"
        )
    }

    @Test("explicit ids narrow and never widen")
    func narrowing() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let all = service.liveSessions
            let result = try await service.framectl(
                "close",
                "--yes",
                "--session",
                "-",
                "--output",
                "json",
                input: all.joined(separator: "\n") + "\n"
            )
            #expect(result.status == 0)
            #expect(service.deletes.count == 14, "the sessions of other pools were named too")
            #expect(all.subtracting(service.liveSessions).count == 14)
        }
        try await expectNothingClosed(["close", "--yes", "--pool", "Sandbox"], names: "sandbox", "--kind")
    }

    @Test("what is spared is spared, even when it is named")
    func denyBeatsAllow() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let result = try await service.framectl(
                "close",
                "--yes",
                "--pool",
                "Floor",
                "--pool",
                "Stairs",
                "--exclude-pool",
                "stairs"
            )
            #expect(result.status == 0)
            #expect(service.deletes.count == 12)
        }
    }

    @Test("a pool that is not there: 64, with those that are", arguments: ["--pool", "--exclude-pool"])
    func unknownPool(option: String) async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let result = try await service.framectl("close", "--yes", option, "Flor")
            #expect(result.status == 64)
            #expect(result.talk.contains("Floor (gateway-prod.Floor)"))
            #expect(service.methods == ["GET"])
        }
    }
}
