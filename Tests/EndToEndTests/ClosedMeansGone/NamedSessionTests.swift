import Foundation
import Testing

/// Sessions that are named, by options or by a saved plan, and that the listing does not show.
@Suite("Closed means gone: a session that is named and not listed")
struct NamedSessionTests {
    private static let name = "gateway-prod.named"

    private static func truth(_ state: String?) -> AccountTruth {
        var truth = AccountTruth(targets: 3)
        truth.sessions.append(.init(name, in: "gateway-prod.Unlisted", state: state, isListed: false))
        return truth
    }

    @Test(
        "is what the service calls it when asked",
        arguments: [
            ("closed" as String?, ReportedOutcome.alreadyGone, 0 as Int32), (nil, .notFound, 3),
            ("OPEN", .unverified, 3),
        ]
    )
    func asked(state: String?, outcome: ReportedOutcome, status: Int32) async throws {
        try await LyingService.serve(Self.truth(state)) { service in
            let result = try await service.close("--session", Self.name, "--deadline", "2s")
            #expect(result.status == status, "\(result.everything)")
            #expect(try service.expectTruth(result, scope: [Self.name])[Self.name] == outcome)
            #expect(service.asked.contains(Self.name))
            #expect(service.deletes.isEmpty)
        }
    }

    @Test("does not keep what is named and listed from being closed")
    func besides() async throws {
        try await LyingService.serve(Self.truth(nil)) { service in
            let result = try await service.close(
                "--session",
                Self.name,
                "--session",
                "gateway-prod.seat2",
                "--deadline",
                "6s"
            )
            #expect(result.status == 3, "\(result.everything)")
            let report = try service.expectTruth(result, scope: [Self.name, "gateway-prod.seat2"])
            #expect(report[Self.name] == .notFound)
            #expect(report["gateway-prod.seat2"] == .closed)
            #expect(service.deletes == ["gateway-prod.seat2"])
        }
    }

    @Test("is no fault with --ignore-not-found, and still called by its name")
    func ignored() async throws {
        try await LyingService.serve(Self.truth(nil)) { service in
            let result = try await service.close("--session", Self.name, "--ignore-not-found", "--deadline", "2s")
            #expect(result.status == 0, "\(result.everything)")
            #expect(try service.expectTruth(result, scope: [Self.name])[Self.name] == .notFound)
        }
    }

    @Test("is no fault of a plan with --ignore-not-found, either")
    func plannedAndIgnored() async throws {
        try await LyingService.serve(Self.truth(nil)) { service in
            let result = try await service.framectl(["plan", "--session", Self.name, "--ignore-not-found"])
            #expect(result.status == 0, "\(result.everything)")
            #expect(result.says(Self.name))
        }
    }

    @Test("is live for all that --ignore-not-found says")
    func ignoredAndLive() async throws {
        try await LyingService.serve(Self.truth("open")) { service in
            let result = try await service.close("--session", Self.name, "--ignore-not-found", "--deadline", "2s")
            #expect(result.status == 3, "\(result.everything)")
            #expect(try service.expectTruth(result, scope: [Self.name])[Self.name] == .unverified)
        }
    }

    @Test("but for the case of letters or their composition like a listed one: that one is named, and not closed")
    func likely() async throws {
        let (composed, decomposed) = ("gateway-prod.caf\u{E9}", "gateway-prod.cafe\u{301}")
        var truth = AccountTruth(targets: 3)
        truth.sessions.append(.init(composed, in: AccountTruth.room))
        for (named, listed) in [("GATEWAY-PROD.SEAT1", "gateway-prod.seat1"), (decomposed, composed)] {
            try await LyingService.serve(truth) { service in
                let result = try await service.framectl(["close", "--yes", "--session", named, "--deadline", "2s"])
                #expect(result.status == 3, "\(result.everything)")
                #expect(result.says(listed), "\(result.everything)")
                #expect(service.deletes.isEmpty)
            }
        }
    }

    @Test(
        "by a saved plan: gone only when it says so itself",
        arguments: [("closed" as String?, ReportedOutcome.alreadyGone, 0 as Int32), ("open", .unverified, 3)]
    )
    func planned(state: String?, outcome: ReportedOutcome, status: Int32) async throws {
        try await LyingService.serve(AccountTruth(targets: 9)) { service in
            let result = try await service.planned { plan in
                service.change { truth in
                    for index in truth.sessions.indices where truth.sessions[index].id == "gateway-prod.seat5" {
                        truth.sessions[index].state = state
                        truth.sessions[index].isListed = false
                    }
                }
                return try await plan.apply(["--deadline", "4s"])
            }
            #expect(result.status == status, "\(result.everything)")
            let report = try service.expectTruth(result)
            #expect(report["gateway-prod.seat5"] == outcome)
            #expect(report.totals[.closed] == 8)
            #expect(!service.deletes.contains("gateway-prod.seat5"))
        }
    }

    @Test("all by a saved plan: an empty listing, once, does not make them gone")
    func plannedAndEmpty() async throws {
        var lies = Lies()
        lies.listing = { $0.number == 2 ? .rows([]) : $0.truth }
        try await LyingService.serve(AccountTruth(targets: 9), lies) { service in
            let result = try await service.planned { try await $0.apply(["--deadline", "6s"]) }
            try service.expect(result, status: 0, .closed)
        }
    }

    @Test("what apply closes needs two witnesses, too", arguments: Effect.allCases)
    func applied(effect: Effect) async throws {
        var lies = Lies()
        ListingLies.forEver("targets dropped", ListingLies.dropped).tell(&lies)
        lies.closes = { _ in effect == .closes }
        try await LyingService.serve(AccountTruth(targets: 9), lies) { service in
            let result = try await service.planned { try await $0.apply(["--deadline", "3s"]) }
            switch effect {
            case .closes: try service.expect(result, status: 0, .closed)
            case .none: try service.expect(result, status: 3, .stuck, .unverified)
            }
        }
    }
}
