import Foundation
import FrameSimulator
import Testing

@Suite("An account that is given by its name, or wrongly")
struct AccountNameTests {
    private static let other = "a0000000-0000-4000-8000-0000000000f1"

    private func scenario() throws -> Scenario {
        var scenario = try Scenario.evening()
        for (id, name) in [
            (Self.other, "Contoso Morning"), ("a0000000-0000-4000-8000-0000000000f2", "contoso morning"),
        ] {
            var account = scenario.accounts[0]
            account.id = id
            account.name = name
            scenario.accounts.append(account)
        }
        return scenario
    }

    @Test("is found by every command that needs one, and nothing else is asked for it than the list of accounts")
    func commands() async throws {
        try await SimulatedService.serve(try scenario()) { service in
            let named = ["FRAME_ACCOUNT_ID": "contoso evening"] as [String: String?]
            for arguments in [
                ["plan"], ["pools", "list"], ["sessions", "list"], ["doctor"],
                ["wait-empty", "--pool", "Stairs", "--deadline", "0s"],
            ] {
                let result = try await run(arguments, on: service, named)
                #expect([0, 3].contains(result.status), "\(arguments): \(result.talk)")
                #expect(service.controlPlane.history.last?.path.contains(service.account) == true, "\(arguments)")
            }
            let lists = service.controlPlane.history.filter { $0.path.hasSuffix("/accounts/") }
            // Once each, and twice more by doctor, which asks for the credential's sake.
            #expect(lists.count == 7)
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let file = folder.url.appending(path: "plan.json").path
            #expect(try await run(["plan", "-o", file, "--pool", "Stairs"], on: service, named).status == 0)
            #expect(try await run(["apply", file, "--yes"], on: service, named).status == 0)
            #expect(service.deletes.count == 2)
            let foreign = try await run(["apply", file, "--yes"], on: service, ["FRAME_ACCOUNT_ID": "Contoso Morning"])
            #expect(foreign.status == 5)
            let journal = ["--journal", folder.url.appending(path: "runs.sqlite").path]
            #expect(try await run(["close", "--yes"] + journal, on: service, named).status == 0)
            #expect(service.deletes.count == 14)
            #expect(service.deletes.allSatisfy { $0.contains(service.account) })
            let resumed = try await run(["runs", "resume"] + journal, on: service, named)
            #expect(resumed.output.contains("Nothing to resume"), "\(resumed.everything)")
        }
    }

    @Test("by a name that several have, or none, is refused before any listing: 64")
    func refused() async throws {
        try await SimulatedService.serve(try scenario()) { service in
            let twice = try await service.framectl("close", "--yes", "--account", "CONTOSO MORNING", "--output", "json")
            #expect(twice.status == 64)
            #expect(try twice.json()["code"] as? String == "ambiguous-account")
            #expect(twice.talk.contains("\(Self.other), a0000000-0000-4000-8000-0000000000f2"))
            let none = try await service.framectl("close", "--yes", "--account", "Contoso Evning", "--output", "json")
            #expect(none.status == 64)
            #expect(try none.json()["code"] as? String == "unknown-account")
            #expect(none.talk.contains("Did you mean “Contoso Evening”? "))
            #expect(service.controlPlane.history.allSatisfy { $0.path.hasSuffix("/accounts/") })
            #expect(try await service.framectl("pools", "list", "--account", "Contoso Morning").status == 0)
        }
    }

    @Test(
        "by an id that the service does not know is refused: 64, with the account and the likely one",
        arguments: [
            ["close", "--yes"], ["plan"], ["wait-empty", "--deadline", "5s"], ["pools", "list"], ["sessions", "list"],
            ["doctor"],
        ]
    )
    func wrongID(arguments: [String]) async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let upper = service.account.uppercased()
            let result = try await run(arguments, on: service, ["FRAME_ACCOUNT_ID": upper])
            #expect(result.status == 64, "\(result.talk)")
            #expect(result.everything.contains("account “\(upper)” not found"))
            #expect(result.everything.contains("Did you mean “\(service.account)”?"))
            #expect(result.everything.contains("The credential's scope covers: Contoso Evening"))
            #expect(!result.everything.contains("may be run again"))
            #expect(service.methods == ["GET"])
        }
    }

    @Test("whose listing alone is not there is another matter: 69")
    func listingAlone() async throws {
        let fault = #""faults": [{ "on": "GET /accounts/*/pools", "answer": "status", "status": 404 }]"#
        try await SimulatedService.serve(try .evening(fault)) { service in
            let result = try await service.framectl("pools", "list")
            #expect(result.status == 69)
            #expect(!result.talk.contains("not found"))
        }
    }

    @Test(
        "whose own endpoint is closed to the credential is planned and closed by its id, with a note",
        arguments: [403, 404, 405]
    )
    func nameless(status: Int) async throws {
        let fault = #""faults": [{ "on": "GET /accounts/*", "answer": "status", "status": \#(status) }]"#
        try await SimulatedService.serve(try .evening(fault)) { service in
            let note = "Note: The credential cannot read the account's name (\(status)); its id stands in its place.\n"
            #expect(try await service.framectl("doctor").status == 0)
            let plan = try await service.framectl("plan")
            #expect(plan.status == 0, "\(plan.talk)")
            #expect(plan.output.contains(note), "\(plan.output)")
            #expect(plan.output.contains(service.account))
            let closed = try await service.framectl("close", "--yes")
            #expect(closed.status == 0, "\(closed.talk)")
            #expect(closed.talk.contains(note), "\(closed.talk)")
            #expect(service.deletes.count == 14)
        }
    }

    @Test("that the credential may not list either is refused: 77")
    func closed() async throws {
        let fault =
            #""faults": [{ "on": "GET /accounts/*", "answer": "status", "status": 403 },"#
            + #"{ "on": "GET /accounts/*/*", "answer": "status", "status": 403 }]"#
        try await SimulatedService.serve(try .evening(fault)) { service in
            let plan = try await service.framectl("plan")
            #expect(plan.status == 77)
            #expect(!plan.talk.contains("Note: the credential"))
        }
    }

    private func run(
        _ arguments: [String],
        on service: SimulatedService,
        _ changes: [String: String?]
    ) async throws -> FramectlResult {
        var environment = service.environment
        for (name, value) in changes { environment[name] = value }
        return try await ChildProcess.run(
            Framectl.path,
            arguments,
            environment: environment,
            input: nil,
            limit: .patience
        )
    }
}
